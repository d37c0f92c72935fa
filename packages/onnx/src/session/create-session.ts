import { Alt2imgError, type ModelFolder, type OnProgress } from "@alt2img/core";
import type { ModelFiles } from "../folder/model-files.js";
import { readModel } from "../model/read-model.js";
import { onnxError, reasonOf } from "../onnx-error.js";
import { checkInterface, type ExpectedInterface } from "./expectation.js";
import type { LoadedModel, Runtime } from "./loaded-model.js";
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
  const paths: string[] = [];
  const recording: ModelFolder = {
    name: folder.name,
    read(path, options) {
      paths.push(path);
      return folder.read(path, options);
    },
  };
  let loaded: LoadedModel | undefined;
  try {
    const model = await readModel(recording, file, { signal, onProgress });
    loaded = await runtime.load(model);
    signal?.throwIfAborted();
    if (expect !== undefined) checkInterface(model.name, loaded, expect);
    return openSession(model, runtime, loaded);
  } catch (error) {
    await loaded?.close();
    if (isUseless(error)) for (const path of paths) await forget(folder, path);
    throw error;
  }
}

/** A cache must not give the same again. */
const isUseless = (error: unknown): boolean =>
  error instanceof Alt2imgError && ["onnx/broken-model", "onnx/html", "onnx/lfs-pointer"].includes(error.code);

async function forget(folder: ModelFolder & Partial<Pick<ModelFiles, "forget">>, path: string): Promise<void> {
  await folder.forget?.(path).catch(() => {});
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
