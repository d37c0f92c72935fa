import type { ModelFolder } from "@alt2img/core";
import { readModelConfig } from "../config/model-config.js";
import { createPreprocessor, type Preprocessor } from "./preprocessor.js";
import { type LoadPreprocessorOptions, readPreparation } from "./read-preparation.js";

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
  return createPreprocessor(await readPreparation(folder, await readModelConfig(folder, options.signal), options));
}
