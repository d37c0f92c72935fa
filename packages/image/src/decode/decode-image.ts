import type { ByteSource, RasterImage } from "@alt2img/core";
import { type ImageInfo, imageInfo } from "../format/image-info.js";
import { orient } from "../geometry/orient.js";
import { composeOver, dropAlpha } from "../pixel/alpha.js";
import type { Color } from "../pixel/color.js";
import type { DeepGray } from "../png/decode-png.js";
import { openImage, type VerifyImageOptions } from "./open-image.js";

/**
 * Decodes the files that it knows to give the same pixels as our own decoders, in less time.
 *
 * @param bytes a file whose header has been read and whose size is within `maxPixels`
 * @param info what the header says
 * @returns RGBA bytes of the stored size, before `orientation` is applied; `undefined` leaves the file to our own decoder
 */
export type PixelDecoder = (
  bytes: Uint8Array,
  info: ImageInfo,
  signal: AbortSignal | undefined,
) => Promise<RasterImage["data"] | undefined>;

export type DecodeImageOptions = VerifyImageOptions & {
  /** `"ignore"`: pixels as they are stored, as Pillow's `Image.open` (default). `"apply"`: upright, as viewers show them. */
  orientation?: "ignore" | "apply";
  /**
   * `"keep"` (default), `"drop"` (Pillow's `convert("RGB")`, OpenAI's CLIP: a transparent green becomes green), or the
   * colour to composite the picture over (white is what transformers' `CLIPImageProcessor` does).
   */
  alpha?: "keep" | "drop" | Color;
  /** 16-bit grey: `"clip"` at 255 as Pillow's `convert` does (default), or take the `"high-byte"`. */
  deepGray?: DeepGray;
  /** Is asked first, for instance `await loadSharpDecoder()` of `@alt2img/image/node`. By default our own decoders do all. */
  decoder?: PixelDecoder | undefined;
};

/**
 * Decodes a JPEG, PNG, WebP, AVIF, GIF or BMP file (the first frame of an animation) to 8-bit RGBA: the pixels of
 * `Image.open(file).convert("RGBA")` in Pillow 13, the same in Node and in every browser. AVIF differs from Pillow by up to
 * 2 of 255, a little more where the last column of an odd width was clipped. Colour profiles and gamma are ignored,
 * as Pillow ignores them.
 *
 * The first bytes decide the format. Size and completeness are checked before any memory is allocated.
 *
 * @throws Alt2imgError `image/unknown-format`; `image/too-large` (pixels or bytes beyond the limits); `image/truncated`;
 *   `image/broken`; `image/unsupported` (a valid file of an unsupported kind); `image/codec` (the decoder can't be loaded)
 */
export async function decodeImage(source: ByteSource, options: DecodeImageOptions = {}): Promise<RasterImage> {
  return (await decodeImageWithInfo(source, options)).image;
}

/**
 * `decodeImage`, together with what `readImageInfo` gives for the file.
 *
 * @throws Alt2imgError as `decodeImage`
 */
export async function decodeImageWithInfo(
  source: ByteSource,
  options: DecodeImageOptions = {},
): Promise<{ image: RasterImage; info: ImageInfo }> {
  const { signal, orientation = "ignore", alpha = "keep" } = options;
  const { bytes, header, decode } = await openImage(source, options, options.deepGray ?? "clip");
  const info = imageInfo(header);
  const data = await options.decoder?.(bytes, info, signal);
  const decoded = data === undefined ? await decode() : { width: info.width, height: info.height, data };
  signal?.throwIfAborted();
  const upright = orientation === "apply" ? orient(decoded, header.orientation) : decoded;
  const image = alpha === "keep" ? upright : alpha === "drop" ? dropAlpha(upright) : composeOver(upright, alpha);
  return { image, info };
}
