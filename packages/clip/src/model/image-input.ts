import { type ByteSource, collectBytes, type RasterImage, type Tensor } from "@alt2img/core";
import { decodeImage, readImageInfo } from "@alt2img/image";
import type { Preprocessor } from "../pixels/preprocessor.js";

/** A picture: its pixels, or the bytes of a JPEG, PNG, WebP, AVIF, GIF or BMP file. */
export type ImageInput = RasterImage | ByteSource;

const isRaster = (image: ImageInput): image is RasterImage =>
  typeof image === "object" && image !== null && "width" in image && "height" in image && "data" in image;

/**
 * What the vision model sees of a picture.
 *
 * @throws what `decodeImage` of `@alt2img/image` throws
 */
export async function readPixels(
  image: ImageInput,
  { preprocess, reference }: Preprocessor,
  signal: AbortSignal | undefined,
): Promise<Tensor> {
  if (isRaster(image)) return preprocess(image);
  if (reference !== "openai") return preprocess(await decodeImage(image, { signal }));
  const bytes = await collectBytes(image, { signal });
  const decoded = await decodeImage(bytes, { signal });
  const { colorModel, bitDepth } = readImageInfo(bytes);
  return preprocess(decoded, { indexed: colorModel === "indexed" || bitDepth === 1 });
}
