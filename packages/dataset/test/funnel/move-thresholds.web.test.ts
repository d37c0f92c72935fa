import type { ImageTextPair } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dedupeUrls,
  type FunnelRule,
  funnel,
  languagePart,
  minAesthetic,
  minSimilarity,
  moveThresholds,
  scoreTable,
  type Threshold,
} from "../../src/funnel/index.js";
import { minTextLength } from "../../src/index.js";
import { barePair } from "../pairs.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const named = (rule: FunnelRule, threshold: Threshold): FunnelRule => ({ ...rule, threshold }) as FunnelRule;
const SIMILARITY = "text not like the image";
const AESTHETIC = "low aesthetic score";
const LANGUAGE = "not in English";

const score = fc.option(
  fc.oneof(fc.double({ min: -1, max: 1 }), fc.constant(Number.NaN), fc.constantFrom(0, 0.25, 0.5)),
  {
    nil: undefined,
  },
);
const anyPair = fc.record({
  text: fc.string({ maxLength: 4 }),
  similarity: score,
  aesthetic: score,
  LANGUAGE: fc.constantFrom("en", "de", "nolang", null),
  url: fc.nat(8),
});
const bound = fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5));
const ifMissing = fc.constantFrom("keep" as const, "reject" as const, "fail" as const);

it("the counts and losses are those of a full run with the same thresholds", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPair, { maxLength: 40 }),
      fc.array(bound, { minLength: 3, maxLength: 3 }),
      fc.constantFrom<Threshold>({ oneOf: ["de", "fr"] }, { noneOf: ["en"] }, { oneOf: [] }),
      ifMissing,
      async (items, [before = 0, similarity = 0, aesthetic = 0], language, missing) => {
        const pairs = items.map(
          ({ url, ...extra }): ImageTextPair => ({ ...barePair, ...extra, imageUrl: `https://example.org/${url}` }),
        );
        const rules = [
          minTextLength(2),
          dedupeUrls(),
          languagePart("english", { ifMissing: missing }),
          { name: "no x", keep: ({ text }: ImageTextPair) => !text.includes("x") },
          minSimilarity(before, { ifMissing: missing }),
          minAesthetic(before),
        ];
        const moved: Record<string, Threshold> = {
          [LANGUAGE]: language,
          [SIMILARITY]: { atMost: similarity },
          [AESTHETIC]: { atLeast: aesthetic },
        };
        const table = await scoreTable(pairs, rules, { batchSize: 7 });
        for (const thresholds of [{}, moved]) {
          const again = rules.map((rule) => {
            const threshold = (thresholds as typeof moved)[rule.name];
            return threshold === undefined ? rule : named(rule, threshold);
          });
          const lost = new Map<string, number>();
          const stream = funnel(
            pairs.map((pair, i) => ({ ...pair, filename: String(i) })),
            again,
            {
              onRejected: ({ pair, rule }) =>
                void lost.set(pair.filename ?? "", 1 + rules.findIndex(({ name }) => name === rule)),
            },
          );
          await collect(stream);
          const { counts, lostAt } = moveThresholds(table, thresholds);
          expect(counts).toEqual(stream.counts);
          expect([...lostAt]).toEqual(pairs.map((_, i) => lost.get(String(i)) ?? 0));
        }
      },
    ),
  );
});

describe("moveThresholds", () => {
  const pairs = [0.1, 0.2, 0.3].map((similarity, i) => ({
    ...barePair,
    similarity,
    imageUrl: `https://example.org/${i}`,
  }));

  it.each<[string, Record<string, Threshold>, string]>([
    ["an unknown rule", { nothing: { atLeast: 1 } }, "dataset/rule-name"],
    ["a rule without a threshold", { "same address": { atLeast: 1 } }, "dataset/threshold"],
    ["another type", { [AESTHETIC]: { oneOf: ["a"] } }, "dataset/threshold"],
    ["NaN", { [AESTHETIC]: { above: Number.NaN } }, "dataset/threshold"],
    ["a bound out of range", { [SIMILARITY]: { atLeast: 2 } }, "dataset/threshold"],
    ["a rule before one that compares", { "fewer than 1 character": { atLeast: 2 } }, "dataset/moved-too-early"],
  ])("refuses %s", async (_, thresholds, code) => {
    const rules = [minTextLength(1), dedupeUrls(), minSimilarity(0), minAesthetic(0, { ifMissing: "keep" })];
    const table = await scoreTable(pairs, rules);
    expect(() => moveThresholds(table, thresholds)).toThrow(coded(code));
    expect(moveThresholds(structuredClone(table), { [SIMILARITY]: { above: 0.2 } }).counts).toEqual({
      read: 3,
      kept: 1,
      rejected: { [SIMILARITY]: 2 },
      failed: 0,
    });
  });
});
