import { Alt2imgError, isNoSuchFile, type ModelFolder } from "@alt2img/core";
import { openSafetensors, type Safetensors } from "./safetensors.js";

/**
 * The weights next to the ONNX files, to read single tensors from.
 *
 * @returns `undefined` if there are none, or if the folder can't read parts of a file
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
    if (isNoSuchFile(error) || isPage(error)) return undefined;
    throw error;
  }
}

/** Servers of applications answer with their page where there is no such file: Vite's, for one. */
const isPage = (error: unknown): boolean => error instanceof Alt2imgError && error.code.endsWith("/html");
