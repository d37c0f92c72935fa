import { asCount, type Json } from "@alt2img/core";
import type { SpecialTokens } from "./special-tokens.js";

/**
 * What `tokenizer.json` would be for a folder that only has CLIP's vocabulary and merges, as those of Stable Diffusion 1 and 2.
 *
 * @see `CLIPConverter` in https://github.com/huggingface/transformers/blob/main/src/transformers/convert_slow_tokenizer.py
 */
export function clipTokenizerJson(vocab: Json, merges: string, { start, end, unknown }: SpecialTokens): Json {
  const lines = merges.split("\n").filter((line) => line !== "" && !line.startsWith("#version"));
  const added = [start, end].flatMap((content) => {
    if (content === undefined) return [];
    const id = vocab[content] === 0 ? 0 : asCount(vocab[content]);
    if (id === undefined) return [];
    return [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }];
  });
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "NFC" },
        { type: "Replace", pattern: { Regex: "\\s+" }, content: " " },
        { type: "Lowercase" },
      ],
    },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        {
          type: "Split",
          pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
          behavior: "Removed",
          invert: true,
        },
        { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: unknown,
      continuing_subword_prefix: "",
      end_of_word_suffix: "</w>",
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab,
      merges: lines.map((line) => line.trimEnd().split(" ")),
    },
  };
}
