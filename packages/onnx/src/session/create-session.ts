import type { ModelFolder, OnProgress } from "@alt2img/core";
import { readModel } from "../model/read-model.js";
import { onnxError, reasonOf } from "../onnx-error.js";
import { checkInterface, type ExpectedInterface } from "./expectation.js";
import type { Runtime } from "./loaded-model.js";
import { nativeRuntime, wasmInNode } from "./node-runtime.js";
import { openSession, type Session } from "./session.js";

/** Where a model runs. */
export type Device = (typeof DEVICES)[number];

const DEVICES = ["auto", "wasm", "webgpu", "cpu", "cuda"] as const;

export type CreateSessionOptions = {
  /**
   * `"cpu"` and `"cuda"` are onnxruntime-node, where it is installed; `"wasm"` and `"webgpu"` are onnxruntime-web. Default `"auto"`.
   */
  device?: Device;
  /** A whole number from 1 on. By default as many as are worth it. */
  threads?: number | undefined;
  /** What the model must take and give. */
  expect?: ExpectedInterface | undefined;
  /** Stops the loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"read"`, in bytes, for each file. */
  onProgress?: OnProgress | undefined;
};

/**
 * Loads a model to run it.
 *
 * @param file the model's path in the folder, such as `"onnx/model.onnx"`. Files with external data are found by what it says of them
 * @throws Alt2imgError `onnx/device` when the device isn't there; `onnx/interface` when the model isn't what `expect` says;
 *   `onnx/broken-model`, `onnx/lfs-pointer`, `onnx/html`, `onnx/external-data` when its files can't be used; what `folder.read` throws
 */
export async function createSession(
  folder: ModelFolder,
  file: string,
  { device = "auto", threads, expect, signal, onProgress }: CreateSessionOptions = {},
): Promise<Session> {
  signal?.throwIfAborted();
  if (!DEVICES.includes(device)) {
    throw onnxError("device", `There is no device ${JSON.stringify(device)}. There are: ${DEVICES.join(", ")}.`);
  }
  if (threads !== undefined && !(Number.isSafeInteger(threads) && threads >= 1)) {
    throw onnxError("device", `threads is ${threads}. Give a whole number from 1 on.`);
  }
  const runtime = await runtimeFor(device, threads);
  const model = await readModel(folder, file, { signal, onProgress });
  const loaded = await runtime.load(model);
  try {
    signal?.throwIfAborted();
    if (expect !== undefined) checkInterface(model.name, loaded, expect);
  } catch (error) {
    await loaded.close();
    throw error;
  }
  return openSession(model, runtime, loaded);
}

async function runtimeFor(device: Device, threads: number | undefined): Promise<Runtime> {
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
