import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { articleOf } from "../src/article.js";
import { stableBiasAdjectives, stableBiasOccupations, winogenderOccupations } from "../src/lists/index.js";

it.each([
  ...["university", "utility", "user", "European", "unicorn", "one-armed man", "once happy man", "euphoric cook"],
  ...["ewe", "useful emoji", "unit", "urologist", "UFO", "UX designer", "US citizen", "hotel", "Ukrainian"],
  ...["", "humble clerk", "heroic clerk", "Swiss", "cook", "Mr"],
])("says a %s", (words) => {
  expect(articleOf(words)).toBe("a");
});

it.each([
  ...["hour", "honest clerk", "heir", "honour", "unintelligent clerk", "unimportant man", "umbrella", "usher", "utter"],
  ...[
    "onerous task",
    "unidentified man",
    "apple",
    "IT specialist",
    "HR manager",
    "FBI agent",
    "X-ray",
    "MRI technician",
  ],
  ...["African-American man", "8-bit cat", "11-year-old", "18", "80-year-old", "émigré", "Ägypter"],
])("says an %s", (words) => {
  expect(articleOf(words)).toBe("an");
});

it("says WordNet's words as the CMU Pronouncing Dictionary does", async () => {
  const golden = JSON.parse(await readFile(new URL("golden/articles.json", import.meta.url), "utf8"));
  const { a, an } = golden as { a: string[]; an: string[] };
  expect([a.length, an.length]).toEqual([164, 771]);
  const isWrong = (article: string) => (word: string) => articleOf(word) !== article;
  expect([...a.filter(isWrong("a")), ...an.filter(isWrong("an"))]).toEqual([
    "Ulysses",
    "Uma",
    "Yquem",
    "herbaceous",
    "yttrium",
  ]);
});

it("knows the words of the lists", () => {
  const words = [...stableBiasOccupations, ...winogenderOccupations].map(({ name }) => name);
  const odd = [...words, ...stableBiasAdjectives].filter(
    (word) => articleOf(word) !== (/^[aeiou]/i.test(word) ? "an" : "a"),
  );
  expect(odd).toEqual(["honest"]);
});
