// Terms in texts: which count, where they are, and that hostile texts take no longer than others.
import { expect, it } from "vitest";
import { foldedWords, MAX_TERM_WORDS, termFinder } from "../src/terms.js";

const terms = (text: string, ...list: string[]): string[] => termFinder(list)(text).map(({ term }) => term);

it("finds whole words in any case, but no parts of words", () => {
  expect(terms("A Woman, not a womanizer; WOMEN's shoes", "woman", "women")).toEqual(["woman", "women"]);
  expect(terms("policeman", "man")).toEqual([]);
});

it("says where a term is in the text", () => {
  const text = "two  fire-fighters and a chief";
  const found = termFinder(["fire fighters", "chief"])(text);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(["fire-fighters", "chief"]);
});

it("takes the longest term, and goes back if the longer one doesn't end well", () => {
  const list = ["worker", "construction worker", "construction", "construction worker on site"];
  expect(terms("a construction worker on sick leave", ...list)).toEqual(["construction worker"]);
  expect(terms("construction, worker", ...list)).toEqual(["construction", "worker"]);
  expect(terms("construction worker on site worker", ...list)).toEqual(["construction worker on site", "worker"]);
  expect(terms("a b x b c", "a b c", "b", "b c")).toEqual(["b", "b c"]);
});

it("doesn't join words over commas, sentences and lines of dashes", () => {
  expect(terms("fire, fighter", "fire fighter")).toEqual([]);
  expect(terms("a fire. Fighter jets", "fire fighter")).toEqual([]);
  expect(terms("fire -- fighter", "fire fighter")).toEqual([]);
  expect(terms("fire\n\u00a0 fighter", "fire-fighter")).toEqual(["fire-fighter"]);
});

it("compares letters, not how they are encoded", () => {
  expect(terms("Une infirmie\u0300re", "infirmière")).toEqual(["infirmière"]);
  expect(terms("ｗｏｍａｎ", "woman")).toEqual(["woman"]);
  expect(terms("Ärztin und ÄRZTIN", "ärztin")).toEqual(["ärztin", "ärztin"]);
});

it("finds terms inside runs of Chinese or Thai, but not inside Katakana words", () => {
  expect(terms("一位女医生的照片", "女医生", "医生")).toEqual(["女医生"]);
  expect(terms("ช่างภาพผู้หญิง", "ผู้หญิง")).toEqual(["ผู้หญิง"]);
  expect(terms("ウーマン", "マン")).toEqual([]);
});

it("refuses a term that nothing or too much could match", () => {
  expect(() => termFinder(["woman", " – "])).toThrow(expect.objectContaining({ code: "core/term" }));
  const long = Array(MAX_TERM_WORDS + 1)
    .fill("a")
    .join(" ");
  expect(() => termFinder([long])).toThrow(/33 words/);
  expect(termFinder([])("anything")).toEqual([]);
});

it("reads a megabyte of any text with ten thousand terms", () => {
  const most = Array(MAX_TERM_WORDS).fill("a");
  const list = Array.from({ length: 10_000 }, (_, i) => [...most.slice(0, i % MAX_TERM_WORDS), `b${i}`].join(" "));
  const find = termFinder(list);
  expect(find("a ".repeat(500_000))).toEqual([]);
  expect(find("a".repeat(1_000_000))).toEqual([]);
  // Marks whose canonical order is the reverse of this one.
  expect(find(`a${"\u0301\u0323".repeat(500_000)}`)).toEqual([]);
  expect(find("b0 ".repeat(300_000))).toHaveLength(300_000);
  expect(foldedWords(" ,".repeat(500_000))).toEqual([]);
});
