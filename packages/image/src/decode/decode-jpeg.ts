import type { RasterImage } from "@alt2img/core";
import { jpegDecoder } from "../codec/codecs.js";
import { truncated, unsupported } from "../format/image-error.js";
import type { JpegHeader } from "../format/jpeg-header.js";
import { runDecoder } from "./run-decoder.js";

/** Pixels of a JPEG, as libjpeg-turbo and so Pillow gives them. */
export async function decodeJpeg(bytes: Uint8Array, header: JpegHeader): Promise<RasterImage> {
  if (header.components === 4)
    throw unsupported("jpeg", "has the four inks of CMYK, whose colours depend on a profile");
  return await runDecoder("jpeg", jpegDecoder, bytes, header, false, (messages) => {
    // The decoder goes on with grey; its warning is all that tells.
    if (messages.some((line) => /premature end/i.test(line))) throw truncated("jpeg", "inside its pixels");
  });
}
