import type { PixelDecoder } from "@alt2img/image";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";
import { readerHere } from "./reader-here.js";

/**
 * On a page, a reader in a worker of its own, and in Node one that starts a worker thread for many pictures; elsewhere, and
 * where that fails, one on the calling thread. The pixels are the same.
 *
 * @param decoder the caller's: a function, so it can't go to a worker
 * @throws only the signal's reason
 */
export async function openPictureReader(
  preparation: Preparation,
  decoder: PixelDecoder | undefined,
  signal?: AbortSignal,
): Promise<PictureReader> {
  if (decoder !== undefined) return readerHere(preparation, decoder);
  if (!isPage()) {
    // Loaded so, bundlers for browsers find none of Node's modules.
    const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
    if (threads === undefined) return readerHere(preparation);
    const { nodePictureReader } = await import("./node-picture-reader.js");
    return nodePictureReader(preparation, threads);
  }
  try {
    const { startPictureWorker } = await import("./picture-worker.js");
    return await startPictureWorker(preparation, signal);
  } catch (error) {
    signal?.throwIfAborted();
    return { ...readerHere(preparation), note: error instanceof Error ? error.message : String(error) };
  }
}

/** Workers have nothing to keep smooth. */
const isPage = (): boolean => globalThis.document !== undefined && globalThis.Worker !== undefined;
