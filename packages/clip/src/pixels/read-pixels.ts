import type { Tensor } from "@alt2img/core";
import { decodeImageWithInfo, type PixelDecoder } from "@alt2img/image";
import { type ImageInput, isRaster } from "./image-input.js";
import type { Preprocessor } from "./preprocessor.js";

export type ReadPixelsOptions = {
  /** Decodes the files, instead of `@alt2img/image`. */
  readonly decoder?: PixelDecoder | undefined;
  readonly signal: AbortSignal | undefined;
};

/**
 * What the vision model sees of a picture, decoded and prepared on the calling thread.
 *
 * @throws what `decodeImage` of `@alt2img/image` throws
 */
export async function readPixels(
  image: ImageInput,
  { preprocess, reference }: Preprocessor,
  { decoder, signal }: ReadPixelsOptions,
): Promise<Tensor> {
  if (isRaster(image)) return preprocess(image);
  const { image: decoded, info } = await decodeImageWithInfo(image, { signal, decoder });
  // Only OpenAI's code treats palettes in a way of their own.
  const indexed = reference === "openai" && (info.colorModel === "indexed" || info.bitDepth === 1);
  return preprocess(decoded, { indexed, opaque: decoder === undefined && info.format === "jpeg" });
}
