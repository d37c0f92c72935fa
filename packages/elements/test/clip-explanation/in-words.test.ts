import { publishedFilters } from "@alt2img/clip";
import { expect, it } from "vitest";
import {
  baselineInWords,
  filterInWords,
  fitInWords,
  marginInWords,
  outOf100,
} from "../../src/clip-explanation/in-words.js";

it("says more for a higher place among random pairs", () => {
  const said = [5, 50, 90, 97, 99.9].map((percent) => fitInWords(percent));
  expect(new Set(said).size).toBe(5);
  expect(said[1]).toBe("fits no better than any other text");
});

it("counts out of 100, and rounds to all or none only if it is so", () => {
  expect([0, 0.4, 50.2, 98.6, 99.5, 100].map((percent) => outOf100(percent))).toEqual([
    "hardly any",
    "hardly any",
    "50 of 100",
    "99 of 100",
    "more than 99 of 100",
    "all",
  ]);
  expect(baselineInWords({ name: "", randomPercentile: 97, matchedPercentile: 30 })).toContain("97 of 100 such pairs");
});

it("says whether a score comes from what the text means", () => {
  expect(marginInWords({ mean: 0.1, highest: 0.2, margin: 0.4 })).toContain("0.40 more: that much");
  expect(marginInWords({ mean: 0.1, highest: 0.2, margin: -0.3 })).toContain("its meaning adds nothing");
});

it("says that a threshold for another model's scores means nothing", () => {
  const [laion] = publishedFilters;
  const verdict = { ...laion!, kept: true, comparable: false };
  expect(filterInWords(verdict)).toContain("means nothing here");
  expect(filterInWords({ ...verdict, comparable: true })).toBe(
    "LAION-400M kept pairs from 0.30: it would keep this one.",
  );
});

it("says the same in German", () => {
  expect(fitInWords(99.9, "de")).toBe("passt sehr gut");
  expect(baselineInWords({ name: "", randomPercentile: 97, matchedPercentile: 0 }, "de")).toBe(
    "Von Bildern mit dem Text eines anderen Bildes haben 97 von 100 einen niedrigeren Wert; von Bildern mit ihrem eigenen Text sind es kaum welche.",
  );
  expect(marginInWords({ mean: 0.1, highest: 0.2, margin: 0.4 }, "de")).toContain("um 0,40 höher");
});
