import { asCount, asObject, asString, type Json, type ModelFolder } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { readJson, readOptionalJson } from "../config/json.js";
import { type ModelConfig, readModelConfig } from "../config/model-config.js";
import { loadCleaner, TEXT_CLEANINGS, type TextCleaning, usualCleaning } from "./text-cleaning.js";
import { type ClipTokenizer, createTokenizer } from "./tokenizer.js";
import { openTokenizerFile, type TokenizerFile } from "./tokenizer-file.js";

export type LoadTokenizerOptions = {
  /** How texts are cleaned first. By default as in training. */
  cleaning?: TextCleaning | undefined;
  /** Aborts loading; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Loads the tokenizer of a model from `config.json`, `tokenizer.json` and `tokenizer_config.json` only; creates no session.
 *
 * @throws Alt2imgError `clip/bad-file`, `clip/unsupported-model`; `clip/wrong-tokenizer` when the tokenizer can't be the
 *   model's; what `folder.read` throws
 */
export async function loadTokenizer(
  folder: ModelFolder,
  { cleaning, signal }: LoadTokenizerOptions = {},
): Promise<ClipTokenizer> {
  return openTokenizer(folder, await readModelConfig(folder, signal), { cleaning, signal });
}

export async function openTokenizer(
  folder: ModelFolder,
  config: ModelConfig,
  { cleaning, signal }: LoadTokenizerOptions,
): Promise<ClipTokenizer> {
  if (cleaning !== undefined && !TEXT_CLEANINGS.includes(cleaning)) {
    throw clipError("option", `There is no cleaning “${cleaning}”. Use ${TEXT_CLEANINGS.join(", ")}.`);
  }
  const [json, settings = {}] = await Promise.all([
    readJson(folder, "tokenizer.json", signal),
    readOptionalJson(folder, "tokenizer_config.json", signal),
  ]);
  const used = cleaning ?? usualCleaning(config.family, json);
  const [file, clean] = await Promise.all([openTokenizerFile(json, settings, used), loadCleaner(used)]);
  checkVocabulary(file, config, folder.name);
  return createTokenizer(file, {
    contextLength: Math.min(config.contextLength, asCount(settings["model_max_length"]) ?? config.contextLength),
    padId: config.padId ?? padId(settings, file),
    cleaning: used,
    clean,
  });
}

function checkVocabulary({ size, end }: TokenizerFile, { vocabularySize }: ModelConfig, folder: string): void {
  if (size > vocabularySize) {
    throw clipError(
      "wrong-tokenizer",
      `The tokenizer in ${folder} has ${size} tokens, but the text model knows ${vocabularySize}. One of them belongs to another model.`,
    );
  }
  if (end.length > 0) return;
  throw clipError(
    "wrong-tokenizer",
    `The tokenizer in ${folder} puts no token at the end of a text; CLIP and SigLIP need one. It belongs to another model.`,
  );
}

/** The pad token's id; without one, a text is padded with its end token, as for OpenAI's models in transformers. */
function padId(settings: Json, file: TokenizerFile): number {
  const pad = settings["pad_token"];
  const name = asString(pad) ?? asString(asObject(pad)?.["content"]);
  return (name === undefined ? undefined : file.idOf(name)) ?? file.end[0]!.id;
}
