import type { ModelFolder } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { type ModelConfig, readModelConfig } from "../config/model-config.js";
import { readPreprocessing } from "./preprocessing.js";
import { createPreprocessor, type PreprocessingReference, type Preprocessor, REFERENCES } from "./preprocessor.js";

export type LoadPreprocessorOptions = {
  /** Whose details to follow. Default `"transformers"`; for a model that comes with OpenCLIP's configuration `"openai"`. */
  reference?: PreprocessingReference | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Loads a model's preprocessing of pictures from `config.json` and `preprocessor_config.json` only; creates no session.
 *
 * @throws Alt2imgError `clip/bad-file`, `clip/unsupported-model`, `clip/unsupported-preprocessing`, `clip/option`; what
 *   `folder.read` throws
 */
export async function loadPreprocessor(
  folder: ModelFolder,
  options: LoadPreprocessorOptions = {},
): Promise<Preprocessor> {
  return openPreprocessor(folder, await readModelConfig(folder, options.signal), options);
}

export async function openPreprocessor(
  folder: ModelFolder,
  config: ModelConfig,
  { reference = config.preprocessing === undefined ? "transformers" : "openai", signal }: LoadPreprocessorOptions,
): Promise<Preprocessor> {
  if (!REFERENCES.includes(reference)) {
    throw clipError("option", `There is no reference “${reference}”. Use ${REFERENCES.join(" or ")}.`);
  }
  return createPreprocessor(await readPreprocessing(folder, config, signal), reference);
}
