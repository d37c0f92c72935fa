import type { PixelDecoder } from "@alt2img/image";
import { pauses } from "../model/next-task.js";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";

/**
 * Reads pictures on the calling thread, one after another, with pauses for other tasks. The decoders and what prepares
 * pictures are loaded with the first picture.
 */
export function readerHere(preparation: Preparation, decoder?: PixelDecoder): PictureReader {
  const pause = pauses();
  let last: Promise<unknown> = Promise.resolve();
  return {
    read(image, signal) {
      const done = last.then(async () => {
        const { createPreprocessor, readPixels } = await import("./read-here.js");
        signal?.throwIfAborted();
        return readPixels(image, createPreprocessor(preparation), { decoder, signal });
      });
      last = done.then(pause, () => {});
      return done;
    },
    close() {},
  };
}
