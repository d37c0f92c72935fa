import type { ModelFolder } from "@alt2img/core";
import { isNoSuchFile } from "../config/json.js";
import { openSafetensors, type Safetensors } from "./safetensors.js";

/**
 * The weights that lie beside the ONNX files, to read single tensors of.
 *
 * @returns `undefined` where there are none, or the folder can't give parts of a file
 * @throws Alt2imgError `clip/bad-file`; what the folder throws
 */
export async function openWeights(
  folder: ModelFolder,
  signal: AbortSignal | undefined,
): Promise<Safetensors | undefined> {
  try {
    const bytes = await folder.open?.("model.safetensors", { signal });
    return bytes === undefined ? undefined : await openSafetensors(bytes, signal);
  } catch (error) {
    if (isNoSuchFile(error)) return undefined;
    throw error;
  }
}
