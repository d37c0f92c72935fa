import { onnxError, reasonOf } from "../onnx-error.js";
import type { Runtime } from "./loaded-model.js";
import { loadOrtModel, type Ort } from "./ort-model.js";

/** Variables hide the names from bundlers, which must not look for Node's modules on behalf of a page. */
const NATIVE: string = "onnxruntime-node";
const WEB: string = "onnxruntime-web";

/** More gain little with models of some 100 MB, and each takes memory. */
const MAX_THREADS = 4;

const importOrt = (name: string): Promise<Ort> => import(/* webpackIgnore: true */ /* @vite-ignore */ name);

/**
 * onnxruntime-node, where it is installed.
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
        ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
      }),
  };
}

/** onnxruntime-web in Node. Its number of threads is settled when the first model is loaded. */
export async function wasmInNode(threads: number | undefined): Promise<Runtime> {
  const ort = await importOrt(WEB);
  const { wasm } = ort.env;
  const settled = wasm.numThreads;
  wasm.numThreads ??= threads ?? Math.min(process.getBuiltinModule("node:os").availableParallelism(), MAX_THREADS);
  const note =
    settled === undefined || threads === undefined || settled === threads
      ? undefined
      : `onnxruntime-web was started with ${settled} threads, and keeps them.`;
  return {
    device: "wasm",
    threads: wasm.numThreads,
    note,
    load: (model) => loadOrtModel(ort, model, { executionProviders: ["wasm"] }),
  };
}
