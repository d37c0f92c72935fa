import { asObject, type Json } from "@alt2img/core";
import { canonicalizeText } from "../clean/canonicalize.js";
import type { ClipFamily } from "../config/model-config.js";

/**
 * How a text is cleaned before it is tokenized, apart from what `tokenizer.json` says:
 *
 * - `"openai"`: `cleanText`, as OpenAI's and OpenCLIP's code; the file's own normalizer, which does less, is left out
 * - `"siglip"`: lower case, without ASCII punctuation
 * - `"siglip2"`: lower case
 * - `"none"`: nothing, as transformers.js
 */
export type TextCleaning = "openai" | "siglip" | "siglip2" | "none";

export const TEXT_CLEANINGS: readonly TextCleaning[] = ["openai", "siglip", "siglip2", "none"];

export type CleanText = (text: string) => string;

/** OpenAI's cleaning is loaded when it is needed: with the names of all character references, it is 20 kB. */
export async function loadCleaner(cleaning: TextCleaning): Promise<CleanText> {
  switch (cleaning) {
    case "openai":
      return (await import("../clean/clean-text.js")).cleanText;
    case "siglip":
      return canonicalizeText;
    case "siglip2":
      return (text) => text.toLowerCase();
    case "none":
      return (text) => text;
  }
}

/** What the model was trained with, as far as its family and its tokenizer show it. */
export function usualCleaning(family: ClipFamily, tokenizer: Json): TextCleaning {
  const model = asObject(tokenizer["model"]) ?? {};
  if (family === "clip") return model["end_of_word_suffix"] === "</w>" ? "openai" : "none";
  // SigLIP has a unigram tokenizer of its own, SigLIP 2 has Gemma's.
  return model["type"] === "BPE" ? "siglip2" : "siglip";
}
