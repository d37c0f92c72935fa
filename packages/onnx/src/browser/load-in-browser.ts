import type { ModelFolder } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { Device } from "../session/device.js";
import { type Loaded, type LoadOptions, loadOn } from "../session/load-on.js";
import type { Runtime } from "../session/loaded-model.js";
import { type BrowserRuntimeOptions, browserRuntime } from "./browser-runtime.js";
import { browserChoice, loadOnFaster } from "./choose-device.js";

/**
 * Loads a model on a page, in a worker.
 *
 * @throws Alt2imgError `onnx/device`, `onnx/runtime`; what `loadOn` throws
 */
export async function loadInBrowser(
  device: Device,
  folder: ModelFolder,
  file: string,
  options: LoadOptions,
  place: BrowserRuntimeOptions,
): Promise<Loaded> {
  const on = (each: "wasm" | "webgpu"): Promise<Runtime> => browserRuntime(each, place);
  if (device === "auto") return loadOnFaster(folder, file, options, await browserChoice(on));
  if (device === "wasm" || device === "webgpu") return loadOn(await on(device), folder, file, options);
  throw onnxError("device", `The device “${device}” is only available in Node. Use “wasm” or “webgpu”.`);
}
