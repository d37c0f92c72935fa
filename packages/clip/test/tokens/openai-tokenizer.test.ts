import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedData } from "@alt2img/testing/node";
import { tinyClip } from "@alt2img/tiny/clip";
import { beforeAll, describe, expect, it } from "vitest";
import { type ClipTokenizer, loadTokenizer, type TokenizedText } from "../../src/index.js";
import { folderOf } from "../folder-of.js";
import { openAiTokenizer } from "../openai-tokenizer.js";

const data = sharedData("clip");

type Pair = { text: string; ids: number[]; context77?: number[] };
type Case = { model: string; case: string; text: string; ids: number[] };

describe.skipIf(data === undefined)("OpenAI's vocabulary", () => {
  const tokenizers: { openai?: ClipTokenizer; none?: ClipTokenizer; long?: ClipTokenizer } = {};
  beforeAll(async () => {
    const files = { "tokenizer.json": openAiTokenizer(join(data!, "..")), "tokenizer_config.json": {} };
    const clip = await folderOf(tinyClip, { ...files, "config.json": { model_type: "clip" } });
    const long = { model_type: "clip", text_config: { max_position_embeddings: 200 } };
    tokenizers.openai = await loadTokenizer(clip);
    tokenizers.none = await loadTokenizer(clip, { cleaning: "none" });
    tokenizers.long = await loadTokenizer(await folderOf(clip, { "config.json": long }), { cleaning: "none" });
  });
  const unpadded = ({ inputIds, tokens }: TokenizedText): number[] => inputIds.slice(0, tokens.length);
  const read = (file: string) => JSON.parse(readFileSync(join(data!, file), "utf8"));

  it("gives OpenAI's ids for all 419 texts with cleaning, and for 403 without", () => {
    const { pairs } = read("tokenizer-openai.json") as { pairs: Pair[] };
    const right = (tokenizer: ClipTokenizer): number =>
      pairs.filter(({ text, ids }) => {
        const expected = [49406, ...ids.slice(0, 75), 49407];
        return JSON.stringify(unpadded(tokenizer.tokenize(text))) === JSON.stringify(expected);
      }).length;
    expect([right(tokenizers.openai!), right(tokenizers.none!), pairs.length]).toEqual([419, 403, 419]);
  });

  it("ends a text that is too long with the end token", () => {
    const { pairs } = read("tokenizer-openai.json") as { pairs: Pair[] };
    const long = pairs.filter(({ ids }) => ids.length > 75);
    expect(long.length).toBeGreaterThan(0);
    for (const { text } of long) {
      const { inputIds, cutWords } = tokenizers.openai!.tokenize(text);
      expect([inputIds.length, inputIds[76]]).toEqual([77, 49407]);
      expect(cutWords.length).toBeGreaterThan(0);
    }
  });

  it("gives the ids of transformers.js' own cases, without cleaning, like it", () => {
    const { cases } = read("tokenizer-transformersjs.json") as { cases: Case[] };
    const wrong = cases.filter(
      ({ text, ids }) => JSON.stringify(unpadded(tokenizers.long!.tokenize(text))) !== JSON.stringify(ids),
    );
    expect(wrong).toEqual([]);
    expect(cases).toHaveLength(13);
  });
});
