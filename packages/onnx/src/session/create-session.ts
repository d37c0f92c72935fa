import type { ModelFolder, OnProgress } from "@alt2img/core";
import type { ModelGraph } from "../model/read-graph.js";
import type { PictureAxis } from "../model/with-circular-padding.js";
import { nodeModules } from "../node-modules.js";
import { onnxError, reasonOf } from "../onnx-error.js";
import { DEVICES, type Device } from "./device.js";
import type { ExpectedInterface } from "./expectation.js";
import { loadOn } from "./load-on.js";
import type { Runtime } from "./loaded-model.js";
import { openSession, type Session } from "./session.js";

export type CreateSessionOptions = {
  /**
   * `"wasm"` and `"webgpu"` (in browsers) are onnxruntime-web; `"cpu"` and `"cuda"` (in Node) are onnxruntime-node,
   * if it is installed. Default `"auto"`: in Node native code if it is installed; in browsers what is faster with
   * this model, measured once.
   */
  device?: Device | undefined;
  /** An integer, 1 or more. By default as many as help. */
  threads?: number | undefined;
  /** The inputs and outputs that the model must have. */
  expect?: ExpectedInterface | undefined;
  /**
   * Chooses values inside of the model, by name, that it is to give as outputs, too; such as those of nodes with the operator
   * `"Softmax"`. ONNX Runtime can't fuse what is around them.
   */
  extraOutputs?: ((graph: ModelGraph) => readonly string[]) | undefined;
  /**
   * Along which axes the model's convolutions see a picture that continues at its opposite edge, where they saw zeros: PyTorch's
   * `padding_mode="circular"`. What a diffusion model then draws is a tile. Default: none.
   */
  circularPadding?: readonly PictureAxis[] | undefined;
  /** In browsers: a folder of your server with the worker and the WebAssembly, if they can't be found automatically. */
  runtime?: string | URL | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes, for each file. */
  onProgress?: OnProgress | undefined;
};

/**
 * Loads a model to run it. In browsers it runs in a worker, so that the page stays responsive.
 *
 * @param file the model's path in the folder, such as `"onnx/model.onnx"`. It names its own files with external data
 * @throws Alt2imgError `onnx/device` when the device isn't available; `onnx/runtime` when ONNX Runtime's own files
 *   can't be found; `onnx/interface` when the model isn't what `expect` says, computes no such extra output, or has
 *   no padding to make circular; `onnx/broken-model`,
 *   `onnx/lfs-pointer`, `onnx/html`, `onnx/external-data` when its files can't be used; what `folder.read` throws
 */
export async function createSession(
  folder: ModelFolder,
  file: string,
  {
    device = "auto",
    threads,
    expect,
    extraOutputs,
    circularPadding,
    runtime,
    signal,
    onProgress,
  }: CreateSessionOptions = {},
): Promise<Session> {
  signal?.throwIfAborted();
  if (!DEVICES.includes(device)) {
    throw onnxError("device", `There is no device ${JSON.stringify(device)}. There are: ${DEVICES.join(", ")}.`);
  }
  if (threads !== undefined && !(Number.isSafeInteger(threads) && threads >= 1)) {
    throw onnxError("device", `threads is ${threads}. Give an integer, 1 or more.`);
  }
  const options = { expect, extraOutputs, circularPadding, signal, onProgress };
  if (nodeModules() !== undefined) {
    return openSession(await loadOn(await runtimeInNode(device, threads), folder, file, options));
  }
  // Node need not load it.
  const { loadInBrowser } = await import("../browser/load-in-browser.js");
  const place = { threads, folder: runtime, signal };
  return openSession(await loadInBrowser(device, folder, file, options, place));
}

async function runtimeInNode(device: Device, threads: number | undefined): Promise<Runtime> {
  // Pages need not load it.
  const { nativeRuntime, wasmInNode } = await import("./node-runtime.js");
  if (device === "cpu" || device === "cuda") return nativeRuntime(device, threads);
  if (device === "wasm") return wasmInNode(threads);
  if (device === "webgpu") throw onnxError("device", "Node has no WebGPU. Use the device “cpu” or “wasm”.");
  try {
    return await nativeRuntime("cpu", threads);
  } catch (error) {
    const runtime = await wasmInNode(threads);
    return { ...runtime, note: runtime.note ?? reasonOf(error) };
  }
}
