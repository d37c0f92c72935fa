import { describe, expect, it } from "vitest";
import { fold, wordsOf } from "../src/lint/fold.js";
import { vocabularies, vocabulariesFor } from "../src/lint/vocabularies.js";
import { namesAnIcon } from "../src/lint/vocabulary.js";

describe("fold", () => {
  it("drops accents from alphabets but keeps the marks of kana, and is idempotent", () => {
    for (const [text, folded] of [
      ["  Fotografía\n d’Été ", "fotografia d'ete"],
      ["Ｉｍａｇｅ：１", "image:1"],
      ["ｶﾞｿﾞｳ ぱ", "ガゾウ ぱ"],
      ["한국어", "한국어"],
      ["Straße ÄÖÜ", "straße aou"],
    ] as const) {
      expect(fold(text)).toBe(folded);
      expect(fold(folded)).toBe(folded);
    }
  });

  it("keeps phrases whole in scripts without spaces", () => {
    expect(wordsOf("木桌上的 red-apple 2")).toEqual(["木桌上的", "red", "apple", "2"]);
  });
});

describe("vocabularies", () => {
  it("are those of the page's language and English; all for an unknown language, only English for any other", () => {
    const languages = (language: string | undefined): string[] => vocabulariesFor(language).map((one) => one.language);
    expect(languages("de")).toEqual(["en", "de"]);
    expect(languages("en")).toEqual(["en"]);
    expect(languages("ko")).toEqual(["en"]);
    expect(languages(undefined)).toEqual(["en", "es", "fr", "de", "pt", "it", "zh", "ja"]);
  });

  it.each(vocabularies.map((one) => [one.language, one] as const))("%s has words of every kind", (language, words) => {
    expect(words.placeholders.size).toBeGreaterThan(80);
    expect(words.actions.size).toBeGreaterThanOrEqual(10);
    expect(words.iconNouns.length).toBeGreaterThanOrEqual(3);
    expect(words.stopWords.size).toBeGreaterThanOrEqual(language === "zh" || language === "ja" ? 0 : 20);
    for (const [picture, action] of words.actions) {
      expect(picture, language).not.toBe("");
      expect(action, picture).not.toMatch(/^$|[=|]/);
      expect(words.placeholders.has(picture), `${picture} isn't a placeholder`).toBe(false);
    }
    for (const placeholder of words.placeholders) expect(placeholder).toBe(fold(placeholder));
  });
});

describe("namesAnIcon", () => {
  it("requires something besides the icon word", () => {
    const english = vocabulariesFor("en")[0]!;
    expect(namesAnIcon("printer icon", english)).toBe(true);
    expect(namesAnIcon("icon", english)).toBe(false);
    expect(namesAnIcon("iconic buildings", english)).toBe(false);
    expect(namesAnIcon("silicon", english)).toBe(false);
  });
});
