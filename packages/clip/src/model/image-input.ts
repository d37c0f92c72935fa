import type { ByteSource, RasterImage, Tensor } from "@alt2img/core";
import { decodeImageWithInfo, type PixelDecoder } from "@alt2img/image";
import type { Preprocessor } from "../pixels/preprocessor.js";

/** A picture: its pixels, or the bytes of a JPEG, PNG, WebP, AVIF, GIF or BMP file. */
export type ImageInput = RasterImage | ByteSource;

const isRaster = (image: ImageInput): image is RasterImage =>
  typeof image === "object" && image !== null && "width" in image && "height" in image && "data" in image;

/** How pictures are prepared, and what decodes their files. */
export type PicturePreparation = Preprocessor & { readonly decoder?: PixelDecoder | undefined };

/**
 * What the vision model sees of a picture.
 *
 * @throws what `decodeImage` of `@alt2img/image` throws
 */
export async function readPixels(
  image: ImageInput,
  { preprocess, reference, decoder }: PicturePreparation,
  signal: AbortSignal | undefined,
): Promise<Tensor> {
  if (isRaster(image)) return preprocess(image);
  const { image: decoded, info } = await decodeImageWithInfo(image, { signal, decoder });
  // Only OpenAI's code treats palettes in a way of their own.
  const indexed = reference === "openai" && (info.colorModel === "indexed" || info.bitDepth === 1);
  return preprocess(decoded, { indexed });
}
