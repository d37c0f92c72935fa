import type { ModelFolder } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import type { ModelConfig } from "../config/model-config.js";
import { readPreprocessing } from "./preprocessing.js";
import { type Preparation, type PreprocessingReference, REFERENCES } from "./preprocessing-reference.js";

export type LoadPreprocessorOptions = {
  /** Whose details to follow. Default `"transformers"`; for a model that comes with OpenCLIP's configuration `"openai"`. */
  reference?: PreprocessingReference | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

export async function readPreparation(
  folder: ModelFolder,
  config: ModelConfig,
  { reference = config.preprocessing === undefined ? "transformers" : "openai", signal }: LoadPreprocessorOptions,
): Promise<Preparation> {
  if (!REFERENCES.includes(reference)) {
    throw clipError("option", `There is no reference “${reference}”. Use ${REFERENCES.join(" or ")}.`);
  }
  return { preprocessing: await readPreprocessing(folder, config, signal), reference };
}
