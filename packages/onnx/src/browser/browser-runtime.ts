import { orAborted } from "@alt2img/core/worker";
import { onnxError } from "../onnx-error.js";
import type { LoadedModel, ModelBytes, Runtime } from "../session/loaded-model.js";
import type { ModelTensor } from "../session/tensor.js";
import { deviceWorkerUrl, readWasm } from "./find-runtime.js";
import { requestGpu } from "./gpu.js";
import { RUNTIME_VERSION } from "./runtime-files.js";
import { startWorker, type WorkerClient } from "./worker-client.js";

type WebDevice = "wasm" | "webgpu";

export type BrowserRuntimeOptions = {
  readonly threads: number | undefined;
  /** Where the worker and the WebAssembly are. */
  readonly folder: string | URL | undefined;
  readonly signal: AbortSignal | undefined;
};

/** More gain little with models of some 100 MB, and each takes memory. */
const MAX_THREADS = 4;

/** One worker for each device, number of threads and location: its models share a copy of ONNX Runtime, and a GPU. */
const workers = new Map<string, { client: Promise<WorkerClient>; users: number }>();

/**
 * ONNX Runtime in a worker, which starts with the first model and ends with the last one, freeing all its memory.
 *
 * @throws Alt2imgError `onnx/runtime`; `onnx/device` if there is no WebGPU
 */
export async function browserRuntime(device: WebDevice, options: BrowserRuntimeOptions): Promise<Runtime> {
  if (device === "webgpu") await checkGpu();
  const { folder, signal } = options;
  const url = deviceWorkerUrl(device, folder);
  const { threads, note } = device === "webgpu" ? { threads: 1, note: undefined } : threadsFor(options.threads, url);
  const key = `${device} ${threads} ${url}`;

  async function start(): Promise<WorkerClient> {
    // Not the caller's signal: another one may wait for the same worker.
    const wasm = await readWasm(device, folder, undefined);
    const client = startWorker(url, `alt2img-onnx-${device}`);
    const { version } = await client.call({ kind: "start", wasm, threads }, [wasm.buffer as ArrayBuffer]);
    if (version === RUNTIME_VERSION) return client;
    client.terminate();
    throw onnxError(
      "runtime",
      `${url} is the worker of onnxruntime-web ${version}, but ${RUNTIME_VERSION} belongs to this @alt2img/onnx. Copy it again.`,
    );
  }

  async function load(model: ModelBytes): Promise<LoadedModel> {
    const entry = workers.get(key) ?? { client: start(), users: 0 };
    workers.set(key, entry);
    entry.users++;
    let isLeft = false;
    const leave = async (): Promise<void> => {
      if (isLeft) return;
      isLeft = true;
      if (--entry.users > 0) return;
      workers.delete(key);
      await entry.client.then(
        (client) => client.terminate(),
        () => {},
      );
    };
    const loading = entry.client.then(async (client) => ({
      client,
      ...(await client.call({ kind: "load", model }, buffersOf(model))),
    }));
    const close = async (): Promise<void> => {
      await loading.then(({ client, session }) => client.call({ kind: "close", session })).catch(() => {});
      await leave();
    };
    try {
      const { client, session, inputs, outputs } = await orAborted(loading, signal);
      return {
        inputs,
        outputs,
        run(feeds, wanted) {
          const own = copyOf(feeds);
          const buffers = Object.values(own).map(({ data }) => data.buffer as ArrayBuffer);
          return client.call({ kind: "run", session, feeds: own, outputs: wanted }, buffers);
        },
        close,
      };
    } catch (error) {
      void close();
      throw error;
    }
  }
  return { device, threads, note, load };
}

/** Copied, so that the caller keeps its arrays and part of a large array doesn't bring all of it along. */
const copyOf = (feeds: Readonly<Record<string, ModelTensor>>): Record<string, ModelTensor> =>
  Object.fromEntries(Object.entries(feeds).map(([name, { dims, data }]) => [name, { dims, data: data.slice() }]));

/** The bytes are transferred to the worker: a folder gives each caller an array of its own. */
const buffersOf = ({ bytes, externalData }: ModelBytes): ArrayBuffer[] => [
  ...new Set([bytes, ...externalData.map(({ data }) => data)].map(({ buffer }) => buffer as ArrayBuffer)),
];

/** Half of the cores, so that the page has some, but both of two. */
const defaultThreads = (cores: number): number => Math.min(MAX_THREADS, cores, Math.max(2, Math.floor(cores / 2)));

function threadsFor(wanted: number | undefined, worker: URL): { threads: number; note?: string } {
  const most = wanted ?? defaultThreads(navigator.hardwareConcurrency);
  if (most === 1) return { threads: 1 };
  if (!globalThis.crossOriginIsolated) {
    return {
      threads: 1,
      note:
        "WebAssembly has one thread here, because the page isn't cross-origin isolated. Serve it, and the worker, with " +
        "Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp to have more.",
    };
  }
  if (worker.origin !== globalThis.location.origin) {
    return {
      threads: 1,
      note: `WebAssembly has one thread here, because the worker comes from another origin (${worker.origin}).`,
    };
  }
  return { threads: most };
}

async function checkGpu(): Promise<void> {
  if ((await requestGpu()) !== undefined) return;
  const reason = "gpu" in navigator ? "offers no adapter" : "has none, or the page isn't served over HTTPS";
  throw onnxError("device", `There is no WebGPU: the browser ${reason}. Use the device “wasm”.`);
}
