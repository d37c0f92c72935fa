import { onnxError, reasonOf } from "../onnx-error.js";
import type { Runtime } from "./loaded-model.js";
import { loadOrtModel, type Ort } from "./ort-model.js";

/** Variables hide the names from bundlers, which must not look for Node's modules when they bundle a page. */
const NATIVE: string = "onnxruntime-node";
const WEB: string = "onnxruntime-web";

/** More gain little with models of some 100 MB, and each takes memory. */
const MAX_THREADS = 4;

const importOrt = (name: string): Promise<Ort> => import(/* webpackIgnore: true */ /* @vite-ignore */ name);

/**
 * onnxruntime-node, if it is installed.
 * @throws Alt2imgError `onnx/device`
 */
export async function nativeRuntime(device: "cpu" | "cuda", threads: number | undefined): Promise<Runtime> {
  const ort = await importOrt(NATIVE).catch((cause: unknown) => {
    throw onnxError(
      "device",
      `The device “${device}” needs onnxruntime-node, which can't be loaded (${reasonOf(cause)}). ` +
        "Install it: npm install --ignore-scripts onnxruntime-node; or use the device “wasm”.",
      cause,
    );
  });
  return {
    device,
    threads,
    load: (model) =>
      loadOrtModel(ort, model, {
        executionProviders: [device],
        // Threads wait busily within a run only: between runs, the cores belong to whoever makes the next input.
        extra: { session: { force_spinning_stop: "1" } },
        ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
      }),
  };
}

/** onnxruntime-web in Node. Its number of threads is fixed when the first model is loaded. */
export async function wasmInNode(threads: number | undefined): Promise<Runtime> {
  const ort = await importOrt(WEB);
  const { wasm } = ort.env;
  const settled = wasm.numThreads;
  // Node gives each thread the process's options, and a thread with this option fails with an error that can't be caught.
  const isFromInput = process.execArgv.some((option) => option.startsWith("--input-type"));
  const most = Math.min(process.getBuiltinModule("node:os").availableParallelism(), MAX_THREADS);
  wasm.numThreads ??= isFromInput ? 1 : (threads ?? most);
  return {
    device: "wasm",
    threads: wasm.numThreads,
    note: noteOn(wasm.numThreads, settled === undefined ? undefined : threads, isFromInput),
    load: (model) => loadOrtModel(ort, model, { executionProviders: ["wasm"] }),
  };
}

function noteOn(threads: number, wanted: number | undefined, isFromInput: boolean): string | undefined {
  if (isFromInput) return "WebAssembly has one thread here, because Node was started with --input-type.";
  if (wanted === undefined || wanted === threads) return undefined;
  return `onnxruntime-web was started with ${threads === 1 ? "1 thread" : `${threads} threads`}, and keeps them.`;
}
