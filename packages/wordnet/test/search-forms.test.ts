import type { Wordnet } from "@alt2img/wordnet";
import { completeForm, findSimilarForms } from "@alt2img/wordnet/forms";
import { wordnet } from "@alt2img/wordnet/princeton";
import { beforeAll, describe, expect, test } from "vitest";

let wn: Wordnet;

beforeAll(async () => {
  wn = await wordnet({ definitions: false });
});

describe("completeForm", () => {
  test("gives the forms that begin with a prefix, in alphabetical order", () => {
    expect(completeForm(wn, "golden r")).toEqual([
      "golden ragwort",
      "golden rain",
      "golden retriever",
      "Golden Rule",
      "golden rule",
    ]);
  });

  test("ignores case, in the prefix and in the form", () => {
    expect(completeForm(wn, "EIFFEL")).toEqual(completeForm(wn, "eiffel"));
    expect(completeForm(wn, "eiffel")).toContain("Eiffel Tower");
  });

  test("gives at most `limit` forms, the first ones", () => {
    const all = completeForm(wn, "dog", { limit: 1000 });
    expect(all.every((form) => form.toLowerCase().startsWith("dog"))).toBe(true);
    expect(all.length).toBeGreaterThan(50);
    expect(completeForm(wn, "dog", { limit: 3 })).toEqual(all.slice(0, 3));
    expect(completeForm(wn, "dog")).toEqual(all.slice(0, 20));
    expect(completeForm(wn, "dog", { limit: 0 })).toEqual([]);
  });

  test("gives none for a prefix that nothing begins with", () => {
    expect(completeForm(wn, "zzzq")).toEqual([]);
    expect(completeForm(wn, "\u{10ffff}")).toEqual([]);
  });

  test("begins with the first form for an empty prefix", () => {
    expect(completeForm(wn, "", { limit: 5 })).toHaveLength(5);
  });
});

describe("findSimilarForms", () => {
  const forms = (text: string, maxEdits?: number) =>
    findSimilarForms(wn, text, maxEdits === undefined ? { limit: 500 } : { maxEdits, limit: 500 });

  test("finds forms that differ by one letter inserted, deleted, replaced or swapped with the next", () => {
    for (const misspelt of ["eleephant", "elephnt", "elephent", "elehpant"]) {
      expect(forms(misspelt, 1), misspelt).toContainEqual({ form: "elephant", edits: 1 });
    }
  });

  test("gives the nearest first, and only those near enough", () => {
    const found = forms("retreiver");
    expect(found[0]).toEqual({ form: "retriever", edits: 1 });
    expect(found.map(({ edits }) => edits)).toEqual(found.map(({ edits }) => edits).sort());
    expect(found.every(({ edits }) => edits <= 2)).toBe(true);
    expect(forms("retreiver", 0)).toEqual([]);
    expect(forms("RETRIEVER", 0)).toEqual([{ form: "retriever", edits: 0 }]);
  });

  test("counts as the definition does, over every form of the lexicon", () => {
    // Optimal string alignment by its recurrence, with no bound to stop at.
    const distance = (a: string, b: string): number => {
      const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i || j));
      for (let i = 0; i <= a.length; i++) d[i]![0] = i;
      for (let j = 0; j <= b.length; j++) d[0]![j] = j;
      for (let i = 1; i <= a.length; i++) {
        for (let j = 1; j <= b.length; j++) {
          const cost = a[i - 1] === b[j - 1] ? 0 : 1;
          let least = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + cost);
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
            least = Math.min(least, d[i - 2]![j - 2]! + 1);
          d[i]![j] = least;
        }
      }
      return d[a.length]![b.length]!;
    };
    const every = completeForm(wn, "", { limit: Number.POSITIVE_INFINITY });
    expect(every).toHaveLength(wn.counts.forms);
    for (const text of ["casle", "Pekignese", "x-ray"]) {
      const expected = every.filter((form) => distance(text.toLowerCase(), form.toLowerCase()) <= 2).sort();
      expect(
        findSimilarForms(wn, text, { limit: 10_000 })
          .map(({ form }) => form)
          .sort(),
      ).toEqual(expected);
    }
  });
});
