import type { Color } from "@alt2img/image";

/** What is behind transparent parts of a picture, as on most pages. */
export const onWhite: Color = [255, 255, 255];
