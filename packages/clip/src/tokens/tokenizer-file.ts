import { asCount, asObject, asString, type Json } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import type { TextCleaning } from "./text-cleaning.js";

/** A `tokenizer.json`, ready to encode; nothing in a text counts as a special token. */
export type TokenizerFile = {
  /** Token strings and ids of a text, without start and end. */
  encode(text: string): { ids: number[]; tokens: string[] };
  /** What comes before and after every text. */
  readonly start: readonly Token[];
  readonly end: readonly Token[];
  /** One more than the largest id. */
  readonly size: number;
  idOf(token: string): number | undefined;
};

type Token = { readonly token: string; readonly id: number };

/**
 * Reads a `tokenizer.json` of Hugging Face's tokenizers. Its special tokens are put around a text but aren't
 * recognised in it: an `<|endoftext|>` that someone typed into an alt text is text, and doesn't end it.
 *
 * @throws Alt2imgError `clip/bad-file`
 */
export async function openTokenizerFile(json: Json, config: Json, cleaning: TextCleaning): Promise<TokenizerFile> {
  const special = specialTokens(json);
  const hidden = special.filter(({ token }) => cleaning === "openai" || /^[<[].*[>\]]$/.test(token));
  const tokenizer = await create(withoutTokens(json, hidden, cleaning), config);
  const idOf = (token: string): number | undefined =>
    special.find((each) => each.token === token)?.id ?? tokenizer.token_to_id(token);
  const lowersEachLetter = JSON.stringify(json["normalizer"] ?? null).includes('"Lowercase"');
  return {
    encode: (text) =>
      // Hugging Face's tokenizers lower-case each letter by itself; JavaScript treats the end of a word differently.
      tokenizer.encode(lowersEachLetter ? text.replaceAll("Σ", "σ") : text, { add_special_tokens: false }),
    ...frame(tokenizer, idOf),
    size: vocabularySize(json, special),
    idOf,
  };
}

/** The parts of the library's `Tokenizer` that are used; its own declarations don't resolve in every project. */
type HfTokenizer = {
  encode(text: string, options: { add_special_tokens: boolean }): { ids: number[]; tokens: string[] };
  tokenize(text: string, options: { add_special_tokens: boolean }): string[];
  token_to_id(token: string): number | undefined;
};

async function create(json: Json, config: Json): Promise<HfTokenizer> {
  const { Tokenizer } = await import("@huggingface/tokenizers");
  try {
    return new Tokenizer(json, config) as HfTokenizer;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw clipError("bad-file", `tokenizer.json can't be used: ${reason}. Get the file again.`, cause);
  }
}

function specialTokens(json: Json): Token[] {
  const added = Array.isArray(json["added_tokens"]) ? json["added_tokens"] : [];
  return added.flatMap((each: unknown) => {
    const { content, id, special } = asObject(each) ?? {};
    return typeof content === "string" && typeof id === "number" && special === true ? [{ token: content, id }] : [];
  });
}

function withoutTokens(json: Json, hidden: readonly Token[], cleaning: TextCleaning): Json {
  const names = new Set(hidden.map(({ token }) => token));
  const added = Array.isArray(json["added_tokens"]) ? json["added_tokens"] : [];
  const rest = {
    ...json,
    added_tokens: added.filter((each: unknown) => !names.has(asString(asObject(each)?.["content"]) ?? "")),
    model: withoutPieces(asObject(json["model"]) ?? {}, names),
  };
  if (cleaning !== "openai") return rest;
  // The cleaning has done everything. Unicode's form NFC, for one, would change what character references stand for.
  return { ...rest, normalizer: null, pre_tokenizer: byWordsAlone(asObject(json["pre_tokenizer"])) };
}

/** A unigram model would recognise its special pieces in a text, so they get names that no text has. */
function withoutPieces(model: Json, names: ReadonlySet<string>): Json {
  if (model["type"] !== "Unigram" || !Array.isArray(model["vocab"])) return model;
  const vocab = model["vocab"].map((entry: unknown) =>
    Array.isArray(entry) && names.has(String(entry[0])) ? [`\uffff${entry[0]}`, entry[1]] : entry,
  );
  return { ...model, vocab };
}

/** After CLIP's own word pattern, the one that "ByteLevel" brings finds nothing more to split. */
function byWordsAlone(preTokenizer: Json | undefined): Json | undefined {
  const steps = preTokenizer?.["pretokenizers"];
  if (!Array.isArray(steps) || asObject(steps[0])?.["type"] !== "Split") return preTokenizer;
  return {
    ...preTokenizer,
    pretokenizers: steps.map((step: unknown) => ({ ...asObject(step), use_regex: false })),
  };
}

function frame(
  tokenizer: HfTokenizer,
  idOf: (token: string) => number | undefined,
): Pick<TokenizerFile, "start" | "end"> {
  const inner = tokenizer.tokenize("a", { add_special_tokens: false });
  const whole = tokenizer.tokenize("a", { add_special_tokens: true });
  const at = whole.findIndex((_, i) => inner.every((token, k) => whole[i + k] === token));
  const named = (tokens: readonly string[]): Token[] =>
    tokens.map((token) => {
      const id = idOf(token);
      if (id === undefined)
        throw clipError(
          "bad-file",
          `tokenizer.json puts “${token}” around a text but has no id for it. Get the file again.`,
        );
      return { token, id };
    });
  return { start: named(whole.slice(0, at)), end: named(whole.slice(at + inner.length)) };
}

function vocabularySize(json: Json, special: readonly Token[]): number {
  const vocab = asObject(json["model"])?.["vocab"];
  let largest = Array.isArray(vocab) ? vocab.length - 1 : -1;
  for (const id of Object.values(asObject(vocab) ?? {})) largest = Math.max(largest, asCount(id) ?? 0);
  for (const { id } of special) largest = Math.max(largest, id);
  return largest + 1;
}
