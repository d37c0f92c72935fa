import type { ByteSource } from "@alt2img/core";
import { type ImageInfo, imageInfo } from "../format/image-info.js";
import { openImage, type VerifyImageOptions } from "./open-image.js";

/**
 * Checks that a file can be decoded, as Pillow's `Image.verify`, but down to its pixels: resolves where `decodeImage` would, and
 * throws its errors. In less time for a JPEG or a PNG, whose pixels are read, but not made.
 *
 * @returns what `readImageInfo` gives
 * @throws Alt2imgError `image/unknown-format`; `image/too-large` (pixels or bytes beyond the limits); `image/truncated`;
 *   `image/broken`; `image/unsupported` (a valid file of an unsupported kind); `image/codec` (the decoder can't be loaded)
 */
export async function verifyImage(source: ByteSource, options: VerifyImageOptions = {}): Promise<ImageInfo> {
  const { header, verify } = await openImage(source, options, "clip");
  await verify();
  options.signal?.throwIfAborted();
  return imageInfo(header);
}
