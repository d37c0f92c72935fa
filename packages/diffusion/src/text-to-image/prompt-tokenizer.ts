import { Alt2imgError, asCount, cutWords, type Json, type ModelFolder } from "@alt2img/core";
import { clipTokenizerJson } from "./clip-tokenizer-json.js";
import { type Encode, type PromptWord, promptWords } from "./prompt/prompt-words.js";
import { weightedParts } from "./prompt/weighted-parts.js";
import { optional, readJson, readOptionalJson, readText } from "./read-json.js";
import { type SpecialTokens, specialTokens } from "./special-tokens.js";

/** A prompt as the text encoder reads it. Plain data. */
export type TokenizedPrompt = {
  /** The tokens as the vocabulary writes them, with those that mark start and end, without padding. */
  readonly tokens: readonly string[];
  /** Their ids, padded to the context length. */
  readonly inputIds: readonly number[];
  /** How much each of them counts, as long as `inputIds`: all are 1 unless the prompt has weights. */
  readonly weights: readonly number[];
  /** The words that the model sees, without the brackets of weights, and which of the tokens they are. */
  readonly words: readonly PromptWord[];
  /**
   * The words that the model doesn't see because the prompt is too long, in order; empty when all of it fits. It may see part of
   * the first one.
   */
  readonly cutWords: readonly string[];
};

/** Turns prompts into tokens, as transformers' `CLIPTokenizer` and `T5Tokenizer` do in diffusers. */
export type PromptTokenizer = {
  /** How many tokens the model takes, with those that mark start and end. */
  readonly contextLength: number;
  tokenize(prompt: string, options?: TokenizeOptions): TokenizedPrompt;
};

export type TokenizeOptions = {
  /** Whether brackets are weights, as in `(red:1.3) heart`. If not, they are text, as in diffusers. Default true. */
  weighting?: boolean | undefined;
};

/** The parts of the library's `Tokenizer` that are used; its own declarations don't resolve in every project. */
type HfTokenizer = {
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[]; tokens: string[] };
  token_to_id(token: string): number | undefined;
};

export type PromptTokenizerOptions = {
  /** How many tokens the text encoder takes, with those that mark start and end. */
  readonly most: number;
  /** T5 has no token for the start. */
  readonly kind: "clip" | "t5";
  readonly vocabularySize: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Loads the tokenizer in a folder such as `tokenizer/`: from `tokenizer.json`, or else from `vocab.json` and `merges.txt`.
 *
 * @throws Alt2imgError `diffusion/bad-file`, `diffusion/no-such-file`
 */
export async function loadPromptTokenizer(
  folder: ModelFolder,
  path: string,
  { most, kind, vocabularySize, signal }: PromptTokenizerOptions,
): Promise<PromptTokenizer> {
  const [ready, config = {}, map = {}] = await Promise.all([
    readOptionalJson(folder, `${path}/tokenizer.json`, signal),
    readOptionalJson(folder, `${path}/tokenizer_config.json`, signal),
    readOptionalJson(folder, `${path}/special_tokens_map.json`, signal),
  ]);
  const special = specialTokens(config, map, kind);
  const json = ready ?? (await fromVocabulary(folder, path, special, signal));
  const tokenizer = await create(json, config, `${path}/ in ${folder.name}`);
  const idOf = (token: string): number => {
    const id = tokenizer.token_to_id(token);
    if (id !== undefined && id < vocabularySize) return id;
    const found = id === undefined ? `has no id for “${token}”` : `has the id ${id} for “${token}”`;
    throw new Alt2imgError(
      "diffusion/bad-file",
      `The tokenizer in ${path}/ of ${folder.name} ${found}, but the text encoder knows ${vocabularySize} tokens. One of them belongs to another model.`,
    );
  };
  const starts = special.start === undefined ? [] : [special.start];
  const [end, pad] = [idOf(special.end), idOf(special.pad)];
  const startIds = starts.map(idOf);
  // Hugging Face's tokenizers for CLIP lower-case each letter by itself; JavaScript treats the end of a word differently.
  const encode: Encode = (text) =>
    tokenizer.encode(kind === "clip" ? text.replaceAll("Σ", "σ") : text, { add_special_tokens: false });
  const contextLength = Math.min(most, asCount(config["model_max_length"]) ?? most);
  const room = contextLength - startIds.length - 1;
  if (room < 1) {
    throw new Alt2imgError(
      "diffusion/bad-file",
      `The tokenizer in ${path}/ of ${folder.name} takes ${contextLength} tokens, which leaves none for a prompt. Look at model_max_length in tokenizer_config.json, and at max_position_embeddings of the text encoder.`,
    );
  }

  function tokenize(prompt: string, { weighting = true }: TokenizeOptions = {}): TokenizedPrompt {
    if (typeof prompt !== "string") {
      const found = prompt === null ? "null" : typeof prompt;
      throw new Alt2imgError("diffusion/prompt", `A prompt must be a string; got ${found}.`);
    }
    const parts = weighting ? weightedParts(prompt) : [{ text: prompt, weight: 1 }];
    const texts = parts.map(({ text }) => text);
    const encoded = parts.map(({ text, weight }) => ({ weight, ...encode(text) }));
    const ids = encoded.flatMap(({ ids }) => ids);
    const tokens = encoded.flatMap(({ tokens }) => tokens);
    const weights = encoded.flatMap(({ ids, weight }) => ids.map(() => weight));
    const inputIds = [...startIds, ...ids.slice(0, room), end];
    const padding = contextLength - inputIds.length;
    return {
      tokens: [...starts, ...tokens.slice(0, room), special.end],
      inputIds: [...inputIds, ...Array<number>(padding).fill(pad)],
      weights: [...startIds.map(() => 1), ...weights.slice(0, room), ...Array<number>(padding + 1).fill(1)],
      words: promptWords(texts, room, encode, startIds.length),
      cutWords: ids.length > room ? cutWords(texts, room, (word) => encode(word).ids.length) : [],
    };
  }

  return { contextLength, tokenize };
}

async function fromVocabulary(
  folder: ModelFolder,
  path: string,
  special: SpecialTokens,
  signal: AbortSignal | undefined,
): Promise<Json> {
  const merges = await optional(readText(folder, `${path}/merges.txt`, signal));
  // Without either, it is tokenizer.json that is missing.
  if (merges === undefined) return readJson(folder, `${path}/tokenizer.json`, signal);
  return clipTokenizerJson(await readJson(folder, `${path}/vocab.json`, signal), merges, special);
}

async function create(json: Json, config: Json, where: string): Promise<HfTokenizer> {
  const { Tokenizer } = await import("@huggingface/tokenizers");
  try {
    return new Tokenizer(json, config) as HfTokenizer;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Alt2imgError(
      "diffusion/bad-file",
      `The tokenizer in ${where} can't be used: ${reason}. Get its files again.`,
      {
        cause,
      },
    );
  }
}
