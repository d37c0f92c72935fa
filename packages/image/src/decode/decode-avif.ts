import type { RasterImage } from "@alt2img/core";
import { avifDecoder } from "../codec/codecs.js";
import type { ImageInfo } from "../format/image-info.js";
import { runDecoder } from "./run-decoder.js";

/** Pixels of an AVIF file, not yet turned or mirrored, at 8 bits. */
export async function decodeAvif(bytes: Uint8Array, header: ImageInfo): Promise<RasterImage> {
  return await runDecoder("avif", avifDecoder, bytes, header, 8);
}
