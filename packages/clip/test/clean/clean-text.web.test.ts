import { describe, expect, it } from "vitest";
import { cleanText } from "../../src/clean/clean-text.js";
import golden from "../golden/clean.json" with { type: "json" };

describe("cleanText", () => {
  it("gives the same as Python's ftfy and OpenAI's code for every text", () => {
    const wrong = golden.pairs.filter(([text, cleaned]) => cleanText(text!) !== cleaned);
    expect(wrong).toEqual([]);
    expect(golden.pairs.length).toBeGreaterThan(900);
  });

  it.each([
    ["  A  B\tC\nD ", "a b c d"],
    ["âœ” No problems", "✔ no problems"],
    ["l’humanitÃ©", "l'humanité"],
    ["fish &amp;amp; chips", "fish & chips"],
    ["“curly” ‘quotes’", `"curly" 'quotes'`],
    ["ＬＯＵＤ　ＮＯＩＳＥＳ", "loud noises"],
    ["ﬂuﬃeﬆ", "fluffiest"],
    ["\u001b[36;44mblue\u001b[0m", "blue"],
    ["a lone \ud83d surrogate", "a lone \ufffd surrogate"],
  ])("cleans %j", (text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it("takes seconds for a megabyte of mojibake, not minutes", () => {
    expect(cleanText("l’humanitÃ© â€œtoutâ€\u009d ".repeat(40_000))).toHaveLength(18 * 40_000 - 1);
  });
});
