import type { Orientation } from "../geometry/orient.js";
import type { ImageFormat } from "./image-error.js";

/** What a file says of its picture before any pixel is decoded. */
export type ImageInfo = {
  readonly format: ImageFormat;
  /** Of the stored pixels, before `orientation` is applied. */
  readonly width: number;
  readonly height: number;
  /** How to turn the stored pixels upright (EXIF; in AVIF the container's own turn and mirror); 1 where nothing is said. */
  readonly orientation: Orientation;
  /** What the pixels are: `"cmyk"` includes Adobe's YCCK. */
  readonly colorModel: "gray" | "rgb" | "indexed" | "cmyk";
  /** Bits of a channel, or of an index: 1 to 16. */
  readonly bitDepth: number;
  /** Whether pixels can be transparent. */
  readonly hasAlpha: boolean;
  /** The ICC profile as it is in the file; in a PNG it is still compressed and left out. Decoding ignores it, as Pillow does. */
  readonly iccProfile?: Uint8Array;
  /** Texts of a PNG (`tEXt`, `iTXt`; Latin-1 or UTF-8, not the compressed ones), by keyword. */
  readonly text?: Readonly<Record<string, string>>;
};
