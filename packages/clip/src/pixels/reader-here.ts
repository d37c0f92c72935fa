import type { PixelDecoder } from "@alt2img/image";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";

/** Reads pictures on the calling thread. The decoders and what prepares pictures are loaded with the first picture. */
export const readerHere = (preparation: Preparation, decoder?: PixelDecoder): PictureReader => ({
  async read(image, signal) {
    const { createPreprocessor, readPixels } = await import("./read-here.js");
    signal?.throwIfAborted();
    return readPixels(image, createPreprocessor(preparation), { decoder, signal });
  },
  close() {},
});
