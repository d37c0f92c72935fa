// The worker thread of `pictureThreads`: a file of its own in `dist`.
import { parentPort, workerData } from "node:worker_threads";
import { Alt2imgError } from "@alt2img/core";
import type { PictureSettings } from "./picture-settings.js";
import { type ReadPicture, readPicture } from "./read-picture.js";

/** What the thread answers: the picture, or the code and message of the error. */
export type FromThread = { readonly picture: ReadPicture } | { readonly code: string; readonly message: string };

parentPort?.on("message", async (bytes: Uint8Array<ArrayBuffer>) => {
  try {
    const picture = await readPicture(bytes, workerData as PictureSettings);
    parentPort?.postMessage({ picture } satisfies FromThread, [picture.bytes.buffer]);
  } catch (error) {
    // A bug ends the thread, which the other side reports.
    if (!(error instanceof Alt2imgError)) throw error;
    parentPort?.postMessage({ code: error.code, message: error.message } satisfies FromThread);
  }
});
