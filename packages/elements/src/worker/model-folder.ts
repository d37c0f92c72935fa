import type { ModelFolder } from "@alt2img/core";
import { openModelFolder } from "@alt2img/onnx";

/**
 * The folder of a model that an attribute names.
 *
 * @param source a URL, the id of a model on Hugging Face (`owner/name`), or `""` for the model of the tiny world
 * @throws Alt2imgError `onnx/source`
 */
export async function modelFolder(source: string, tiny: ModelFolder): Promise<ModelFolder> {
  return source === "" ? tiny : await openModelFolder(source);
}
