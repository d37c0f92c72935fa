import type { Tensor } from "@alt2img/core";
import type { ImageInput } from "./image-input.js";

/** Decodes and prepares pictures, wherever. */
export type PictureReader = {
  /** Why the page itself does it, and not a worker. */
  readonly note?: string;
  /**
   * What the vision model sees of a picture: `[3, height, width]`.
   * @throws what `decodeImage` of `@alt2img/image` throws; the signal's reason
   */
  read(image: ImageInput, signal: AbortSignal | undefined): Promise<Tensor>;
  close(): void;
};
