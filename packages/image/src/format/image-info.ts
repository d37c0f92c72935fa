import type { Orientation } from "../geometry/orient.js";
import type { ImageFormat } from "./image-error.js";

/** What a file says about its picture before any pixel is decoded. */
export type ImageInfo = {
  readonly format: ImageFormat;
  /** The stored size, before `orientation` is applied. */
  readonly width: number;
  readonly height: number;
  /** How to turn the stored pixels upright (EXIF; in AVIF the container's own rotation and mirroring); 1 by default. */
  readonly orientation: Orientation;
  /** The pixels' colour model: `"cmyk"` includes Adobe's YCCK. */
  readonly colorModel: "gray" | "rgb" | "indexed" | "cmyk";
  /** Bits per channel, or per index: 1 to 16. */
  readonly bitDepth: number;
  /** Whether pixels can be transparent. */
  readonly hasAlpha: boolean;
  /** The ICC profile as it is in the file; left out for a PNG, where it is compressed. Decoding ignores it, as Pillow does. */
  readonly iccProfile?: Uint8Array;
  /** Texts of a PNG (`tEXt`, `iTXt`; Latin-1 or UTF-8, not the compressed ones), by keyword. */
  readonly text?: Readonly<Record<string, string>>;
};

/** Of a header, which has more that its decoder wants. */
export function imageInfo(header: ImageInfo): ImageInfo {
  const { format, width, height, orientation, colorModel, bitDepth, hasAlpha, iccProfile, text } = header;
  return {
    ...{ format, width, height, orientation, colorModel, bitDepth, hasAlpha },
    ...(iccProfile === undefined ? {} : { iccProfile }),
    ...(text === undefined ? {} : { text }),
  };
}
