import { Alt2imgError, type Diagnostic, type ImageTextPair } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ComparingRule,
  dedupeUrlsAndTexts,
  domainOf,
  type FunnelRule,
  funnel,
  languageOf,
  type MeasuredRule,
  maxPerConcept,
  measurePairs,
  minAesthetic,
  minConcepts,
  minSide,
  minSimilarity,
  type RejectedPair,
  termsOf,
  thresholdRule,
} from "../../src/funnel/index.js";
import { minTextLength, type PairRule, pairsFromHtml, respectOptOut } from "../../src/index.js";
import { barePair, fullPair } from "../pairs.js";

type Extra = Record<string, unknown>;
const pairOf = (extra: Extra): ImageTextPair => ({ ...barePair, ...extra });
const coded = (code: string): unknown => expect.objectContaining({ code });
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, number) => total + number, 0);

async function run(pairs: Iterable<ImageTextPair>, rules: readonly FunnelRule[], batchSize?: number) {
  const rejected: RejectedPair[] = [];
  const diagnostics: Diagnostic[] = [];
  const stream = funnel(pairs, rules, {
    batchSize,
    onRejected: (loss) => void rejected.push(loss),
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  });
  const kept = await collect(stream);
  return { kept, rejected, diagnostics, counts: stream.counts, report: stream.report() };
}

describe("malformed input", () => {
  it.each([
    ["nothing", {}, "dataset/missing-value"],
    ["an empty cell", { similarity: null }, "dataset/missing-value"],
    ["NaN", { similarity: Number.NaN }, "dataset/rule-value"],
    ["infinity", { similarity: Infinity }, "dataset/rule-value"],
    ["a text", { similarity: "0.9" }, "dataset/rule-value"],
    ["an object", { similarity: {} }, "dataset/rule-value"],
  ])("%s isn't a score: the pair fails, and says why", async (_, extra, code) => {
    const { kept, rejected, diagnostics, counts } = await run([pairOf(extra)], [minSimilarity(0.3)]);
    expect(kept).toEqual([]);
    expect(counts).toEqual({ read: 1, kept: 0, rejected: {}, failed: 1 });
    expect(rejected).toMatchObject([{ rule: "text not like the image", code, threshold: { atLeast: 0.3 } }]);
    expect(diagnostics).toMatchObject([{ code, url: barePair.imageUrl }]);
  });

  it("keeps, rejects or fails pairs without a value, as it is asked, and counts them", async () => {
    const results = await Promise.all(
      (["keep", "reject", "fail"] as const).map((ifMissing) => run([barePair], [minSimilarity(0.3, { ifMissing })])),
    );
    expect(results.map(({ kept }) => kept.length)).toEqual([1, 0, 0]);
    expect(results.map(({ report }) => report.stages[0])).toMatchObject([
      { kept: 1, missing: 1 },
      { rejected: 1, missing: 1 },
      { failed: 1, missing: 1 },
    ]);
    expect(results[1]?.rejected).toMatchObject([{ reason: "has no similarity" }]);
  });

  it("doesn't take what objects inherit for a column", async () => {
    const rule = thresholdRule({ name: "odd", quantity: "oddity", threshold: { oneOf: ["x"] }, column: "constructor" });
    expect((await run([barePair], [rule])).rejected).toMatchObject([{ code: "dataset/missing-value" }]);
  });

  it.each<[string, () => unknown, string]>([
    ["NaN", () => minSimilarity(Number.NaN), "dataset/threshold"],
    ["a cosine over 1", () => minSimilarity(1.5), "dataset/threshold"],
    ["a negative side", () => minSide(-1), "dataset/threshold"],
    [
      "two bounds",
      () => thresholdRule({ name: "a", quantity: "a", column: "a", threshold: { atLeast: 1, below: 2 } }),
      "dataset/threshold",
    ],
    [
      "no bound",
      () => funnel([], [{ name: "a", quantity: "a", column: "a", threshold: {} } as MeasuredRule]),
      "dataset/threshold",
    ],
    [
      "nothing to measure",
      () => thresholdRule({ name: "a", quantity: "a", threshold: { atLeast: 1 } }),
      "dataset/rule",
    ],
    ["an unknown ifMissing", () => minSimilarity(0, { ifMissing: "ignore" as "keep" }), "dataset/rule"],
    ["two rules of one name", () => funnel([], [minAesthetic(5), minAesthetic(6)]), "dataset/rule-name"],
    ["a rule without a name", () => funnel([], [{ name: "", keep: () => true }]), "dataset/rule-name"],
    ["a name that counts can't have", () => funnel([], [{ name: "__proto__", keep: () => true }]), "dataset/rule-name"],
    ["no rule", () => funnel([], [{ name: "a" } as FunnelRule]), "dataset/rule"],
    ["a batch of none", () => funnel([], [], { batchSize: 0 }), "dataset/batch-size"],
    ["half an example", () => funnel([], [], { examples: 0.5 }), "dataset/examples"],
  ])("refuses %s at once", (_, make, code) => {
    expect(make).toThrow(coded(code) as Error);
  });

  it("counts under a name that objects inherit", async () => {
    expect((await run([barePair], [{ name: "toString", keep: () => false }])).counts.rejected).toEqual({ toString: 1 });
  });

  it("fails pairs on which a measurement rejects with an Alt2imgError, and throws any other error", async () => {
    const measured = (measure: MeasuredRule["measure"]): MeasuredRule => ({
      name: "m",
      quantity: "m",
      threshold: { atLeast: 1 },
      measure,
    });
    const undecided = measured(async ({ text }) => {
      if (text === "1") throw new Alt2imgError("test/unknown", "unknown");
      return 2;
    });
    const pairs = ["0", "1", "2"].map((text) => pairOf({ text }));
    expect((await run(pairs, [undecided])).counts).toEqual({ read: 3, kept: 2, rejected: {}, failed: 1 });
    await expect(run(pairs, [measured(() => Promise.reject(new RangeError("broken")))])).rejects.toThrow(RangeError);
    await expect(run(pairs, [measured(() => JSON.parse("{"))])).rejects.toThrow(SyntaxError);
    const asyncKeep = { name: "async", keep: async () => false } as unknown as PairRule;
    expect((await run(pairs, [asyncKeep])).counts.failed).toBe(3);
  });

  it("one pair that can't be measured doesn't cost its batch the values; a wrong number of values is an error", async () => {
    const score = (pairs: readonly ImageTextPair[]): number[] => {
      if (pairs.some(({ text }) => text === "1")) throw new Alt2imgError("test/broken", "broken picture");
      return pairs.map(() => 0.5);
    };
    const pairs = ["0", "1", "2"].map((text) => pairOf({ text }));
    const { kept, counts } = await run(pairs, [minSimilarity(0.3, { score })]);
    expect(kept).toEqual([pairs[0], pairs[2]].map((pair) => ({ ...pair, similarity: 0.5 })));
    expect(counts.failed).toBe(1);
    await expect(run(pairs, [minSimilarity(0.3, { score: () => [1] })])).rejects.toThrow(
      coded("dataset/measure-many") as Error,
    );
  });

  it("stops a measurement that never ends, and an aborted funnel reads nothing", async () => {
    const controller = new AbortController();
    const endless: MeasuredRule = {
      name: "endless",
      quantity: "x",
      threshold: { atLeast: 0 },
      measure: () => {
        queueMicrotask(() => controller.abort(new Error("enough")));
        return new Promise<number>(() => undefined);
      },
    };
    await expect(collect(funnel([barePair], [endless], { signal: controller.signal }))).rejects.toThrow("enough");
    await expect(collect(funnel([barePair], [], { signal: AbortSignal.abort(new Error("never")) }))).rejects.toThrow(
      "never",
    );
  });

  it("accounts for 100,000 duplicates, and for hostile texts", async () => {
    const hostile = ["\u0000", "\ud800", "__proto__", "‮", "a".repeat(1e6), "🍎".repeat(1e5), "e\u0301".repeat(1e5)];
    const pairs = [...Array.from({ length: 1e5 }, () => fullPair), ...hostile.map((text) => pairOf({ text }))];
    const { counts, report } = await run(pairs, [dedupeUrlsAndTexts(), minTextLength(5)]);
    expect(counts).toEqual({
      read: 1e5 + 7,
      kept: 5,
      rejected: { "same address and text": 99_999, "fewer than 5 characters": 3 },
      failed: 0,
    });
    expect(report.stages.map(({ read }) => read)).toEqual([1e5 + 7, 8]);
  });
});

describe("funnel", () => {
  it("gives each rejected pair with rule, value, threshold and reason, and keeps the values with the pairs", async () => {
    const pairs = [0.21, 0.28, 0.2799].map((similarity) => pairOf({ similarity, text: "a red apple" }));
    const score = (scored: readonly ImageTextPair[]): number[] => scored.map((_, i) => 4 + i);
    const rules = [minTextLength(5), minSimilarity(0.25), minAesthetic(4, { score })];
    const { kept, rejected } = await run([...pairs, pairOf({ text: "pear" })], rules);
    expect(kept).toEqual([{ ...pairs[2], aesthetic: 5 }]);
    expect(rejected).toEqual([
      {
        pair: pairs[0],
        rule: "text not like the image",
        value: 0.21,
        threshold: { atLeast: 0.25 },
        reason: "similarity 0.21 is below 0.25",
      },
      {
        pair: { ...pairs[1], aesthetic: 4 },
        rule: "low aesthetic score",
        value: 4,
        threshold: { above: 4 },
        reason: "aesthetic score 4 isn't above 4",
      },
      {
        pair: pairOf({ text: "pear" }),
        rule: "fewer than 5 characters",
        value: 4,
        threshold: { atLeast: 5 },
        reason: "text length 4 is below 5",
      },
    ]);
  });

  it("a reason never rounds a value to its bound", async () => {
    const { rejected } = await run([pairOf({ similarity: 0.27999999 })], [minSimilarity(0.28)]);
    expect(rejected[0]?.reason).toBe("similarity 0.27999999 is below 0.28");
  });

  it("measures nothing twice", async () => {
    let calls = 0;
    const score = (pairs: readonly ImageTextPair[]): number[] => {
      calls += pairs.length;
      return pairs.map(() => 0.3);
    };
    const measured = await collect(
      measurePairs([barePair, pairOf({ similarity: 0.1 })], [minSimilarity(1, { score })]),
    );
    expect(measured.map((pair) => Reflect.get(pair, "similarity"))).toEqual([0.3, 0.1]);
    const { counts } = await run(measured, [minSimilarity(0.2, { score })]);
    expect([calls, counts.kept]).toEqual([1, 1]);
  });

  it("a rule that compares starts afresh in each run, and sees what the rules before it keep", async () => {
    const rules = [minSimilarity(0.3), dedupeUrlsAndTexts()];
    const pairs = [0.1, 0.4, 0.5].map((similarity) => pairOf({ similarity }));
    for (let i = 0; i < 2; i++) expect((await run(pairs, rules)).kept).toEqual([pairs[1]]);
  });

  it("waits for onRejected, and can be left in the middle", async () => {
    const seen: string[] = [];
    const stream = funnel(
      ["a", "bb", "c", "dd", "ee"].map((text) => pairOf({ text })),
      [minTextLength(2)],
      {
        onRejected: async ({ pair }) => {
          await Promise.resolve();
          seen.push(pair.text);
        },
      },
    );
    for await (const { text } of stream) {
      seen.push(text);
      if (text === "dd") break;
    }
    expect(seen).toEqual(["a", "bb", "c", "dd"]);
    expect(stream.counts).toEqual({ read: 4, kept: 2, rejected: { "fewer than 2 characters": 2 }, failed: 0 });
    expect(() => stream[Symbol.asyncIterator]()).toThrow(coded("dataset/read-twice") as Error);
  });

  it("uses the same rules as recipes", async () => {
    const html = '<img src=a.png alt="a cat" width=640 height=480><img src=b.png alt="a dog" width=1 height=1>';
    const rules = [minTextLength(3), minSide(64), respectOptOut()];
    const url = "https://example.org/";
    const all = pairsFromHtml(html, { url });
    expect(pairsFromHtml(html, { url, recipe: { rules } })).toEqual((await run(all, rules)).kept);
    expect(all).toHaveLength(2);
  });

  it("keeps so many pairs of a concept, and leaves out texts without one", async () => {
    const conceptsOf = (text: string): string[] => text.match(/cat|dog/g) ?? [];
    const texts = ["cat", "cat", "cat cat", "dog and cat", "tree", "cat"];
    const { kept, rejected } = await run(
      texts.map((text) => pairOf({ text })),
      [minConcepts(1, conceptsOf), maxPerConcept(2, conceptsOf)],
    );
    expect(kept.map(({ text }) => text)).toEqual(["cat", "cat", "dog and cat"]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      "“cat” already in 2 pairs",
      "number of concepts 0 is below 1",
      "“cat” already in 2 pairs",
    ]);
  });
});

it("reports examples near each threshold, and who disappears", async () => {
  const pairs = [0.1, 0.29, 0.31, 0.2, 0.9].map((similarity, i) =>
    pairOf({
      similarity,
      imageUrl: `https://${i < 2 ? "a" : "b"}.example/${i}.jpg`,
      text: i === 0 ? "a Woman and a man" : "a tree",
      ...(i === 4 ? { LANGUAGE: "en" } : {}),
    }),
  );
  const groups = { domain: domainOf, language: languageOf, term: termsOf(["woman", "Man"]) };
  const stream = funnel(pairs, [minSimilarity(0.3)], { groups, examples: 1 });
  await collect(stream);
  const report = stream.report();
  expect(report.stages[0]).toMatchObject({ read: 5, kept: 2, rejected: 3, failed: 0, threshold: { atLeast: 0.3 } });
  expect(report.stages[0]?.examples).toEqual({
    kept: [{ pair: pairs[2], value: 0.31 }],
    rejected: [{ pair: pairs[1], value: 0.29, reason: "similarity 0.29 is below 0.3" }],
  });
  expect(report.groups["domain"]).toMatchObject([
    { group: "b.example", read: 3, lost: 1 },
    { group: "a.example", read: 2, lost: 2, share: 1, high: 1 },
  ]);
  expect(report.groups["language"]).toMatchObject([
    { group: "(no language)", lost: 3 },
    { group: "en", lost: 0 },
  ]);
  expect(report.groups["term"]?.map(({ group, read }) => [group, read])).toEqual([
    ["(no term)", 4],
    ["man", 1],
    ["woman", 1],
  ]);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

const column = fc.option(fc.oneof(fc.double({ min: -1, max: 1 }), fc.constant(Number.NaN), fc.constant("x")), {
  nil: undefined,
});
const anyPair = fc.record({ text: fc.string({ maxLength: 8 }), similarity: column, aesthetic: column, url: fc.nat(3) });
const ifMissing = fc.constantFrom("keep" as const, "reject" as const, "fail" as const);

it("read = kept + rejected by each rule + failed, for any pairs, rules and batches", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyPair, { maxLength: 40 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      ifMissing,
      fc.integer({ min: 1, max: 50 }),
      async (items, bound, missing, batchSize) => {
        const pairs = items.map(({ url, ...extra }) => pairOf({ ...extra, imageUrl: `https://example.org/${url}` }));
        const first: ComparingRule = dedupeUrlsAndTexts();
        const rules = [minTextLength(1), minSimilarity(bound, { ifMissing: missing }), first, minAesthetic(bound)];
        const { kept, rejected, counts, report } = await run(pairs, rules, batchSize);
        expect(counts.read).toBe(pairs.length);
        expect(counts.kept + counts.failed + sum(Object.values(counts.rejected))).toBe(pairs.length);
        expect(kept.length + rejected.length).toBe(pairs.length);
        for (const stage of report.stages) expect(stage.kept + stage.rejected + stage.failed).toBe(stage.read);
        const inOne = await run(pairs, rules, 1);
        expect([kept, rejected, counts]).toEqual([inOne.kept, inOne.rejected, inOne.counts]);
      },
    ),
  );
});
