import { expect, it } from "vitest";
import { vocabularies } from "../../alt-text/src/lint/vocabularies.js";
import { loadLanguageDetector } from "../src/language/index.js";

const detect = await loadLanguageDetector();

it.each(["", " ", "\ud800", "\u0000", "12345", "🍎🍎🍎", "!?"])("knows no language of %j", (text) => {
  expect(detect(text)).toBe("nolang");
});

it("reads only the start of a long text", () => {
  expect(detect("A woman rides her bicycle through the old town. ".repeat(1_000_000))).toBe("en");
});

/** The README's table, in per cent: of the placeholders in each language, those in it, called English, called another. */
const confusion = {
  en: [76, 76, 9],
  es: [52, 0, 31],
  fr: [77, 5, 6],
  de: [65, 2, 19],
  pt: [74, 0, 10],
  it: [76, 0, 13],
  zh: [52, 0, 1],
  ja: [89, 0, 1],
};

it.each(Object.entries(confusion))(
  "short texts in %s are recognised as often as the README says",
  (language, figures) => {
    const texts = [...(vocabularies.find((known) => known.language === language)?.placeholders ?? [])];
    const found = texts.map(detect);
    const percent = (is: (name: string) => boolean): number => (100 * found.filter(is).length) / texts.length;
    const own = percent((name) => name === language);
    const others = percent((name) => ![language, "en", "nolang"].includes(name));
    // The word lists grow now and then; eld's versions differ.
    for (const [i, share] of [own, percent((name) => name === "en"), others].entries()) {
      expect(Math.abs(share - (figures[i] ?? 0))).toBeLessThan(3);
    }
  },
);
