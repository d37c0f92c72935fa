import type { RasterImage } from "@alt2img/core";
import { avifDecoder } from "../codec/codecs.js";
import { runDecoder } from "../decode/run-decoder.js";
import { asLibyuv } from "./last-column.js";
import type { AvifHeader } from "./read-avif.js";

/** The pixels of an AVIF file at 8 bits, before rotation and mirroring. */
export async function decodeAvif(bytes: Uint8Array, header: AvifHeader): Promise<RasterImage> {
  const image = await runDecoder("avif", avifDecoder, bytes, header, 8);
  const { halvedColor } = header;
  if (halvedColor !== undefined && header.width % 2 === 1 && header.width > 1) asLibyuv(image, halvedColor);
  return image;
}
