import { Alt2imgError } from "@alt2img/core";
import { openWorker, orAborted, workerFailure, workerUrl } from "@alt2img/core/worker";
import { mapWorkerUrl, moduleUrl } from "../map-worker-url.js";
import type { EmbeddingMatrix } from "../search/embedding-matrix.js";
import { type LayOutOptions, layOut } from "./lay-out.js";
import type { FromMapWorker, ToMapWorker } from "./worker/protocol.js";

const ADVICE =
  "With worker: false, the map is made on the calling thread. Your bundler may not know of the file: then copy map-worker.js from " +
  "node_modules/@alt2img/dataset/dist to the folder of your script. A Content-Security-Policy must allow it (worker-src 'self').";

type Answer = Exclude<FromMapWorker, { progress: unknown }>;

/** A worker of a page or a thread of Node's. */
type MapWorker = {
  post(message: ToMapWorker, transfer: ArrayBuffer[]): void;
  end(): void;
};

type Listeners = { message(message: FromMapWorker): void; failure(what: string, cause?: unknown): void };

/**
 * `layOut` in a worker that ends afterwards; on this thread where there are no workers.
 *
 * @throws Alt2imgError what `layOut` throws; `dataset/map-worker`; the signal's reason
 */
export async function layOutInWorker(
  matrix: EmbeddingMatrix,
  { signal, onProgress, ...options }: LayOutOptions,
): Promise<Float32Array<ArrayBuffer>> {
  signal?.throwIfAborted();
  const start = starter();
  if (start === undefined) return layOut(matrix, { ...options, signal, onProgress });
  let worker: MapWorker | undefined;
  const answered = new Promise<Answer>((resolve, reject) => {
    const failure: Listeners["failure"] = (what, cause) =>
      reject(new Alt2imgError("dataset/map-worker", `The map's worker failed: ${what}. ${ADVICE}`, { cause }));
    const message: Listeners["message"] = (found) => {
      if (!("progress" in found)) return resolve(found);
      if (signal?.aborted === true) return;
      try {
        onProgress?.(found.progress);
      } catch (error) {
        reject(error);
      }
    };
    const sent = ownCopy(matrix);
    try {
      worker = start({ message, failure });
      worker.post({ matrix: sent, options }, [sent.data.buffer as ArrayBuffer]);
    } catch (error) {
      failure(error instanceof Error ? error.message : String(error), error);
    }
  });
  try {
    const answer = await orAborted(answered, signal);
    if ("positions" in answer) return answer.positions;
    const { code, message } = answer.error;
    throw code === undefined ? new Error(message) : new Alt2imgError(code, message);
  } finally {
    worker?.end();
  }
}

/** The caller keeps its numbers, which may be a small part of a large buffer. */
function ownCopy(matrix: EmbeddingMatrix): EmbeddingMatrix {
  const { rows, dimension } = matrix;
  if (matrix.data instanceof Int8Array) {
    return { rows, dimension, data: matrix.data.slice(), scales: (matrix as { scales: Float32Array }).scales.slice() };
  }
  return { rows, dimension, data: matrix.data.slice() } as EmbeddingMatrix;
}

function starter(): ((listeners: Listeners) => MapWorker) | undefined {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (threads !== undefined) return (listeners) => startThread(threads, listeners);
  return typeof Worker === "undefined" ? undefined : startWebWorker;
}

function startThread({ Worker }: typeof import("node:worker_threads"), { message, failure }: Listeners): MapWorker {
  const thread = new Worker(mapWorkerUrl(), { execArgv: [], name: "alt2img-map" });
  thread.on("message", message);
  thread.on("error", (error) => failure(error.message.replace(/\.$/, ""), error));
  thread.on("exit", (code) => failure(`exit code ${code}`));
  return { post: (sent, transfer) => thread.postMessage(sent, transfer), end: () => void thread.terminate() };
}

function startWebWorker({ message, failure }: Listeners): MapWorker {
  const name = "map-worker.js";
  const url = workerUrl({ packageName: "@alt2img/dataset", name, known: mapWorkerUrl(), module: moduleUrl() });
  const { worker, terminate } = openWorker(url, "alt2img-map");
  worker.onmessage = ({ data }: MessageEvent<FromMapWorker>) => message(data);
  worker.onerror = (event) => void workerFailure(url, event).then((found) => failure(found.replace(/\.$/, "")));
  return { post: (sent, transfer) => worker.postMessage(sent, transfer), end: terminate };
}
