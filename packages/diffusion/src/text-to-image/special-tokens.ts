import { asObject, asString, type Json } from "@alt2img/core";

/** The tokens that a prompt is framed and padded with, as the vocabulary writes them. */
export type SpecialTokens = {
  /** T5 has none. */
  readonly start: string | undefined;
  readonly end: string;
  readonly pad: string;
  readonly unknown: string;
};

/** As in transformers, `special_tokens_map.json` wins in folders from the time before `added_tokens_decoder`. */
export function specialTokens(config: Json, map: Json, kind: "clip" | "t5"): SpecialTokens {
  const [first, second] = "added_tokens_decoder" in config ? [config, map] : [map, config];
  const named = (name: string): string | undefined => contentOf(first[name]) ?? contentOf(second[name]);
  if (kind === "t5") {
    const [end, pad, unknown] = [named("eos_token"), named("pad_token"), named("unk_token")];
    return { start: undefined, end: end ?? "</s>", pad: pad ?? "<pad>", unknown: unknown ?? "<unk>" };
  }
  const end = named("eos_token") ?? "<|endoftext|>";
  return {
    start: named("bos_token") ?? "<|startoftext|>",
    end,
    pad: named("pad_token") ?? end,
    unknown: named("unk_token") ?? end,
  };
}

const contentOf = (token: unknown): string | undefined => asString(token) ?? asString(asObject(token)?.["content"]);
