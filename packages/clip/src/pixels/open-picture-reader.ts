import type { PixelDecoder } from "@alt2img/image";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";

/**
 * On a page, a reader in a worker of its own; elsewhere, and where that can't be started, one on the calling thread. The
 * pixels are the same.
 *
 * @param decoder the caller's: a function, so it can't go to a worker
 */
export async function openPictureReader(
  preparation: Preparation,
  decoder: PixelDecoder | undefined,
): Promise<PictureReader> {
  if (decoder !== undefined || !isPage()) return readerHere(preparation, decoder);
  try {
    const { startPictureWorker } = await import("./picture-worker.js");
    return await startPictureWorker(preparation);
  } catch (error) {
    return { ...readerHere(preparation, decoder), note: error instanceof Error ? error.message : String(error) };
  }
}

/** Workers have nothing to keep smooth. */
const isPage = (): boolean => globalThis.document !== undefined && globalThis.Worker !== undefined;

/** The decoders and what prepares pictures are loaded with the first picture. */
const readerHere = (preparation: Preparation, decoder: PixelDecoder | undefined): PictureReader => ({
  async read(image, signal) {
    const { createPreprocessor, readPixels } = await import("./read-here.js");
    signal?.throwIfAborted();
    return readPixels(image, createPreprocessor(preparation), { decoder, signal });
  },
  close() {},
});
