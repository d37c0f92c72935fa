import { tinyClip } from "@alt2img/tiny/clip";
import { describe, expect, it } from "vitest";
import { loadTokenizer } from "../../src/index.js";
import { folderOf, folderWithout } from "../folder-of.js";
import golden from "../golden/tokens.json" with { type: "json" };

const unpadded = ({ inputIds, tokens }: { inputIds: readonly number[]; tokens: readonly string[] }): number[] =>
  inputIds.slice(0, tokens.length);

describe("tokenize", () => {
  it("gives the ids of Hugging Face's tokenizers, with the text as it is and after OpenAI's cleaning", async () => {
    const plain = await loadTokenizer(tinyClip, { cleaning: "none" });
    const cleaned = await loadTokenizer(tinyClip);
    expect(cleaned.cleaning).toBe("openai");
    const wrong = golden.rows.filter(([text, plainIds, cleanedIds]) => {
      const found = [plain, cleaned].map((tokenizer) => unpadded(tokenizer.tokenize(text as string)));
      return JSON.stringify(found) !== JSON.stringify([plainIds, cleanedIds]);
    });
    expect(wrong).toEqual([]);
    expect(golden.rows.length).toBeGreaterThan(150);
  });

  it("pads a text to the context length", async () => {
    const { tokenize } = await loadTokenizer(tinyClip);
    const { text, tokens, inputIds, attentionMask, cutWords } = tokenize(" A red  apple ");
    expect(text).toBe("a red apple");
    expect(tokens).toEqual(["<|startoftext|>", "a</w>", "red</w>", "apple</w>", "<|endoftext|>"]);
    expect(inputIds).toHaveLength(32);
    expect(inputIds.slice(5)).toEqual(Array(27).fill(3071));
    expect(attentionMask).toEqual([...Array(5).fill(1), ...Array(27).fill(0)]);
    expect(cutWords).toEqual([]);
  });

  it("reports the words that don't fit, and still ends the text with its end token", async () => {
    const { tokenize } = await loadTokenizer(tinyClip);
    const words = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? "red" : "apple"));
    const { inputIds, cutWords } = tokenize(words.join(" "));
    expect(inputIds).toHaveLength(32);
    expect(inputIds[31]).toBe(3071);
    expect(cutWords).toEqual(words.slice(30));
  });

  it("counts a word that is cut in the middle as cut", async () => {
    const { tokenize } = await loadTokenizer(tinyClip);
    expect(tokenize(`${"red ".repeat(29)}xqzjvkw apple`).cutWords).toEqual(["xqzjvkw", "apple"]);
    expect(tokenize("x".repeat(500)).cutWords).toEqual(["x".repeat(500)]);
  });

  it("reads no more of a huge text than it needs", async () => {
    const { tokenize } = await loadTokenizer(tinyClip);
    const { inputIds, cutWords } = tokenize("red apple ".repeat(100_000));
    expect(inputIds).toHaveLength(32);
    expect(cutWords).toHaveLength(200_000 - 30);
  });

  it.each(["openai", "none"] as const)("takes a typed <|endoftext|> for text, with cleaning %s", async (cleaning) => {
    const { tokenize } = await loadTokenizer(tinyClip, { cleaning });
    const { inputIds, tokens } = tokenize("a <|endoftext|> <|startoftext|> dog");
    expect(inputIds.slice(1, tokens.length - 1)).not.toContain(3071);
    expect(inputIds.slice(1)).not.toContain(3070);
    expect(tokens.at(-2)).toBe("dog</w>");
  });

  it("accepts an empty text", async () => {
    const { tokenize } = await loadTokenizer(tinyClip);
    expect(tokenize("").tokens).toEqual(["<|startoftext|>", "<|endoftext|>"]);
  });

  it("rejects wrong arguments, saying what is wrong", async () => {
    const { tokenize } = await loadTokenizer(tinyClip);
    expect(() => tokenize(null as unknown as string)).toThrow(/must be a string; got null/);
    await expect(loadTokenizer(tinyClip, { cleaning: "ftfy" as "none" })).rejects.toThrow(
      /openai, siglip, siglip2, none/,
    );
  });
});

describe("loadTokenizer", () => {
  it("refuses a tokenizer that the text model can't have been trained with", async () => {
    const config = { model_type: "clip", text_config: { vocab_size: 1000 } };
    await expect(loadTokenizer(await folderOf(tinyClip, { "config.json": config }))).rejects.toMatchObject({
      code: "clip/wrong-tokenizer",
      message: expect.stringMatching(/3072 tokens.*knows 1000/),
    });
    const json = JSON.parse(new TextDecoder().decode(await tinyClip.read("tokenizer.json")));
    const endless = await folderOf(tinyClip, { "tokenizer.json": { ...json, post_processor: null } });
    await expect(loadTokenizer(endless)).rejects.toThrow(/no token at the end/);
  });

  it.each([
    ["tokenizer.json", "{", /tokenizer.json in .* isn't JSON/],
    ["tokenizer.json", "[]", /isn't a JSON object/],
    ["tokenizer.json", "{}", /can't be used/],
    ["config.json", "{}", /model_type/],
    ["config.json", '{"model_type":"bert"}', /“clip” and “siglip”/],
  ])("says what is wrong with a %s of %s", async (path, text, message) => {
    await expect(loadTokenizer(await folderOf(tinyClip, { [path]: text }))).rejects.toThrow(message);
  });

  it("passes on the error of a folder that lacks a file", async () => {
    await expect(loadTokenizer(folderWithout(tinyClip, "tokenizer.json"))).rejects.toMatchObject({
      code: "test/no-such-file",
    });
    await expect(loadTokenizer(folderWithout(tinyClip, "config.json"))).rejects.toMatchObject({
      code: "test/no-such-file",
    });
    // Without it, the end token fills up.
    const { tokenize } = await loadTokenizer(folderWithout(tinyClip, "tokenizer_config.json"));
    expect(tokenize("a dog").inputIds.at(-1)).toBe(3071);
  });

  it("rejects with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(loadTokenizer(tinyClip, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
