// The worker thread of `nodePictureReader`: a file of its own in `dist`.
// biome-ignore lint/correctness/noNodejsModules: only Node runs this file
import { parentPort, workerData } from "node:worker_threads";
import type { Preparation } from "../preprocessing-reference.js";
import { createPreprocessor } from "../preprocessor.js";
import { readPixels } from "../read-pixels.js";

export type ToThread = { readonly id: number; readonly bytes: Uint8Array };

/** Without pixels, the picture can't be read. */
export type FromThread = { readonly id: number; readonly pixels?: Float32Array };

const preprocessor = createPreprocessor(workerData as Preparation);
let last: Promise<unknown> = Promise.resolve();

async function serve({ id, bytes }: ToThread): Promise<void> {
  const pixels = await readPixels(bytes, preprocessor, { signal: undefined }).then(
    ({ data }) => data as Float32Array<ArrayBuffer>,
    () => undefined,
  );
  if (pixels === undefined) parentPort?.postMessage({ id } satisfies FromThread);
  else parentPort?.postMessage({ id, pixels } satisfies FromThread, [pixels.buffer]);
}

parentPort?.on("message", (message: ToThread) => {
  // One after another: several at once would only take more memory.
  last = last.then(() => serve(message));
});
