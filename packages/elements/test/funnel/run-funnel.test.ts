import { describe, expect, it } from "vitest";
import { openPairs } from "../../src/funnel/open-pairs.js";
import { runFunnel } from "../../src/funnel/run-funnel.js";
import { setFunnel } from "../../src/funnel/set-funnel.js";
import type { FunnelRun } from "../../src/funnel/tasks.js";

const PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const line = (i: number, more: object): string =>
  JSON.stringify({
    imageUrl: `https://${i % 2 === 0 ? "a" : "b"}.example/${i}.jpg`,
    text: `text number ${i}`,
    source: "alt",
    pageUrl: "https://p.example/",
    ...more,
  });
const lines = [
  line(0, { similarity: 0.1, LANGUAGE: "en", quality: "good", picture: PIXEL }),
  line(1, { similarity: 0.3, LANGUAGE: "de", quality: "good", picture: "https://evil.example/x.png" }),
  line(2, { similarity: 0.2, LANGUAGE: "en", quality: "wrong" }),
  line(2, { similarity: 0.2, LANGUAGE: "en", quality: "wrong" }),
  line(3, { text: "img" }),
  "no JSON",
];
const options = { signal: new AbortController().signal, onProgress: () => {} };
const { held, opened } = await openPairs({ file: new Blob([lines.join("\n")]) }, options);
const run = (more: Partial<FunnelRun>) =>
  runFunnel(held, { rules: {}, group: "language", seed: 1, examples: 9, ...more });

describe("opened pairs", () => {
  it("offer the rules that they have values for, and say what couldn’t be read", () => {
    expect(opened.count).toBe(5);
    expect(opened.rules.map(({ key }) => key)).toEqual(["duplicates", "text", "language", "similarity"]);
    expect(opened.rules[3]!.slider).toMatchObject({ least: 0.1, most: 0.3, side: "atLeast", missing: 1 });
    expect(opened.groups).toEqual(["language", "domain", "term", "truth"]);
    expect(opened.unread).toEqual({ count: 1, first: expect.stringContaining("line 6") });
    expect(structuredClone(opened)).toEqual(opened);
  });

  it("are refused without a single pair", async () => {
    const nothing = openPairs({ file: new Blob(['{"a": 1}\n']) }, options);
    await expect(nothing).rejects.toMatchObject({ code: "elements/no-pairs" });
  });
});

describe("a run", () => {
  it("counts what each rule rejects as the funnel of the dataset does, and shows which pairs and why", () => {
    const rules = { duplicates: true, text: 5, similarity: 0.15 } as const;
    const result = run({ rules });
    const { counts } = setFunnel(held.table, rules);
    expect([result.read, result.kept]).toEqual([counts.read, counts.kept]);
    expect(result.stages).toEqual([
      { key: "duplicates", rejected: 1, left: 4 },
      { key: "text", rejected: 1, left: 3 },
      { key: "similarity", rejected: 1, left: 2 },
    ]);
    const why = result.rejectedPairs.map(({ text, lost }) => [text, lost]);
    expect(why).toEqual(
      expect.arrayContaining([
        ["text number 2", { rule: "duplicates" }],
        ["img", { rule: "text", value: 3 }],
        ["text number 0", { rule: "similarity", value: 0.1 }],
      ]),
    );
    expect(result.keptPairs.map(({ text }) => text).sort()).toEqual(["text number 1", "text number 2"]);
  });

  it("says that a value is missing, and which language was wrong", () => {
    const missing = run({ rules: { similarity: -1 } });
    expect(missing.rejectedPairs.map(({ lost }) => lost)).toEqual([{ rule: "similarity" }]);
    const english = run({ rules: { language: "english" } });
    expect(english.rejectedPairs.map(({ lost }) => lost)).toEqual(
      expect.arrayContaining([{ rule: "language", value: "de" }, { rule: "language" }]),
    );
  });

  it("counts who disappears, and how good the filter is", () => {
    const { losses, groups, right } = run({ rules: { similarity: 0.25 } });
    expect(losses.map(({ group, read, lost }) => [group, read, lost])).toEqual([
      ["en", 3, 3],
      ["de", 1, 0],
      ["(no language)", 1, 1],
    ]);
    expect(groups).toBe(3);
    expect(right).toEqual({ read: 2, kept: 1 });
    expect(run({ group: "domain" }).losses.map(({ group }) => group)).toEqual(["a.example", "b.example"]);
  });

  it("shows the pairs nearest to a threshold first, and no picture that would have to be fetched", () => {
    const { keptPairs, rejectedPairs } = run({ rules: { similarity: 0.15 }, near: "similarity", examples: 2 });
    expect(keptPairs[0]!.similarity).toBe(0.2);
    expect(rejectedPairs.map(({ similarity }) => similarity)).toEqual([0.1, undefined]);
    expect(rejectedPairs[0]!.picture).toBe(PIXEL);
    expect(run({}).keptPairs.find(({ text }) => text === "text number 1")?.picture).toBeUndefined();
  });

  it("chooses the same pairs for the same seed", () => {
    const texts = (seed: number): string[] => run({ seed, examples: 2 }).keptPairs.map(({ text }) => text);
    expect(texts(1)).toEqual(texts(1));
    expect(new Set([1, 2, 3, 4, 5, 6, 7].map((seed) => texts(seed).join())).size).toBeGreaterThan(1);
  });
});
