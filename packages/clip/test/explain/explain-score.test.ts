import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Clip,
  checkBaseline,
  explainScore,
  loadClip,
  measureBaseline,
  percentile,
  publishedFilters,
  type ScoreBaseline,
  score,
} from "../../src/index.js";
import { goldenModel } from "../golden-model.js";
import { makePicture } from "../pixels/make-picture.js";

const session = { device: "cpu" } as const;
let clip: Clip;
let apple: { image: Uint8Array; name: string };
beforeAll(async () => {
  clip = await loadClip(tinyClip, { session });
  for await (const row of tinyTrainingSet.rows({ columns: ["image", "name", "vendor"] })) {
    if (row.name === "red apple") {
      apple = row;
      break;
    }
  }
});
afterAll(() => clip.close());

describe("explainScore", () => {
  it("doesn't compare a text without letters with itself", async () => {
    const done: number[] = [];
    const { gibberish } = await explainScore(clip, apple.image, "🍎 2", {
      words: false,
      occlusion: false,
      onProgress: (progress) => done.push(progress.done / progress.total!),
    });
    expect(gibberish).toBeUndefined();
    expect(done.at(-1)).toBe(1);
  });

  it("says where the score is, what each word adds, and what published filters would have done", async () => {
    const done: number[] = [];
    const explained = await explainScore(clip, apple.image, "a red apple and a bicycle", {
      onProgress: (progress) => done.push(progress.done / progress.total!),
    });
    const plain = await score(clip, apple.image, "a red apple and a bicycle");
    expect(explained.cosine).toBeCloseTo(plain.cosine, 5);
    expect(explained.logit).toBeCloseTo(plain.logit!, 3);
    expect(explained.baseline!.randomPercentile).toBeGreaterThan(80);
    expect(explained.baseline!.randomPercentile).toBeGreaterThan(explained.baseline!.matchedPercentile);
    expect(explained.gibberish!.margin).toBeCloseTo(explained.cosine - explained.gibberish!.mean, 6);
    expect(explained.gibberish!.margin).toBeGreaterThan(0);
    expect(explained.filters.map(({ threshold, kept }) => [threshold, kept])).toEqual(
      [0.3, 0.28, 0.26].map((threshold) => [threshold, explained.cosine >= threshold]),
    );
    // The thresholds are for another model.
    expect(explained.filters.some(({ comparable }) => comparable)).toBe(false);
    expect(explained.words!.map(({ word, start, end }) => [word, start, end])).toEqual([
      ["a", 0, 1],
      ["red", 2, 5],
      ["apple", 6, 11],
      ["and", 12, 15],
      ["a", 16, 17],
      ["bicycle", 18, 25],
    ]);
    const adds = Object.fromEntries(explained.words!.map(({ word, adds: value }) => [word, value]));
    expect(adds["apple"]).toBeGreaterThan(adds["bicycle"]!);
    expect(adds["bicycle"]).toBeLessThan(0);
    const without = await score(clip, apple.image, "a red and a bicycle");
    expect(explained.words![2]!.cosineWithout).toBeCloseTo(without.cosine, 5);
    expect(explained.cutWords).toEqual([]);
    expect(done).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(structuredClone(explained)).toEqual(explained);
  });

  it("maps what the text is about", async () => {
    // An apple in the upper left corner of a white picture.
    const { width, height, data } = await import("@alt2img/image").then(({ decodeImage, resize }) =>
      decodeImage(apple.image).then((image) => resize(image, { width: 32, height: 32 })),
    );
    const canvas = { width: 64, height: 64, data: new Uint8ClampedArray(4 * 64 * 64).fill(255) };
    for (let y = 0; y < height; y++) canvas.data.set(data.subarray(4 * y * width, 4 * (y + 1) * width), 4 * y * 64);
    const { occlusion, patches } = await explainScore(clip, canvas, "red apple", { words: false, gibberish: 0 });
    expect([occlusion!.columns, occlusion!.rows, occlusion!.values.length]).toEqual([8, 8, 64]);
    const largest = occlusion!.values.indexOf(Math.max(...occlusion!.values));
    expect([largest % 8, Math.floor(largest / 8)].every((place) => place < 4)).toBe(true);
    expect([patches!.columns, patches!.rows, patches!.values.length]).toEqual([8, 8, 64]);
    for (const value of patches!.values) expect(Math.abs(value)).toBeLessThanOrEqual(1);
  });

  it("leaves out what isn't requested or available", async () => {
    await using siglip = await loadClip(await goldenModel("siglip"), {
      session,
      checkpoint: { logitScale: 4.7, logitBias: -12.5 },
    });
    const explained = await explainScore(siglip, makePicture(40, 30), "a red apple", {
      gibberish: 0,
      words: false,
      occlusion: false,
    });
    expect(Object.keys(explained).sort()).toEqual(["cosine", "cutWords", "filters", "logit", "probability"]);
    const grid = { columns: 3, rows: 2 };
    const { occlusion } = await explainScore(siglip, makePicture(40, 30), "a red apple", {
      words: false,
      occlusion: grid,
    });
    expect(occlusion).toMatchObject({ ...grid, values: expect.objectContaining({ length: 6 }) });
  });

  it("names the words that were cut, and accepts texts of one word and without words", async () => {
    const long = await explainScore(clip, apple.image, "red apple ".repeat(20), { occlusion: false });
    expect(long.cutWords).toHaveLength(10);
    const one = await explainScore(clip, apple.image, "apple", { occlusion: false, gibberish: 0 });
    const empty = await score(clip, apple.image, "");
    expect(one.words).toHaveLength(1);
    expect(one.words![0]!.cosineWithout).toBeCloseTo(empty.cosine, 5);
    expect((await explainScore(clip, apple.image, "", { occlusion: false })).words).toEqual([]);
  });

  it("stops with the signal's reason", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const explaining = explainScore(clip, apple.image, "a red apple", {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(explaining).rejects.toBe(reason);
  });
});

describe("a baseline", () => {
  it("is measured by one call, the same for the same seed", async () => {
    const pairs: { image: Uint8Array; text: string }[] = [];
    for await (const { image, name } of tinyTrainingSet.rows({ end: 60, columns: ["image", "name"] })) {
      pairs.push({ image, text: name });
    }
    const baseline = await measureBaseline(clip, pairs, { seed: 4, name: "sixty faces" });
    expect(baseline).toMatchObject({ name: "sixty faces", count: 60, model: { name: clip.name } });
    for (const spread of [baseline.random, baseline.matched]) {
      expect(spread).toHaveLength(101);
      expect([...spread].sort((a, b) => a - b)).toEqual(spread);
    }
    expect(baseline.matched[50]).toBeGreaterThan(baseline.random[50]!);
    expect(await measureBaseline(clip, pairs, { seed: 4, name: "sixty faces" })).toEqual(baseline);
    const { baseline: place } = await explainScore(clip, pairs[3]!.image, pairs[3]!.text, {
      baseline,
      occlusion: false,
    });
    expect(place).toMatchObject({ name: "sixty faces" });
    await expect(measureBaseline(clip, pairs.slice(0, 1))).rejects.toThrow(/at least two different texts/);
  });

  it("is used only with its own model", async () => {
    const { tinyBaseline } = await import("../../src/known/tiny-baseline.js");
    await checkBaseline(clip, tinyBaseline);
    await using other = await loadClip(await goldenModel("clip"), { session });
    const explaining = explainScore(other, apple.image, "a red apple", { baseline: tinyBaseline });
    await expect(explaining).rejects.toMatchObject({ code: "clip/other-baseline" });
    await expect(explaining).rejects.toThrow(/“the tiny CLIP on .*” was measured with another model \(the tiny CLIP\)/);
    const { model: _, ...unnamed } = tinyBaseline;
    await expect(checkBaseline(clip, unnamed as ScoreBaseline)).rejects.toThrow(/doesn't say with which model/);
    const { mark } = tinyBaseline.model;
    const withMark = (numbers: readonly number[]) =>
      checkBaseline(clip, { ...tinyBaseline, model: { name: "x", mark: numbers } });
    // As far off as a variant of fewer bits, and as another model.
    await withMark(mark.map((value, i) => value + (i % 2 === 0 ? 0.03 : -0.03)));
    await expect(withMark([...mark.slice(1), mark[0]!])).rejects.toMatchObject({ code: "clip/other-baseline" });
    await expect(withMark(mark.map(() => 0))).rejects.toMatchObject({ code: "clip/other-baseline" });
  });

  it("gives percentiles from 0 to 100", () => {
    const spread = Array.from({ length: 101 }, (_, i) => i / 100);
    expect([-1, 0, 0.255, 0.5, 1, 2].map((cosine) => percentile(spread, cosine))).toEqual([
      0,
      0,
      expect.closeTo(25.5, 6),
      50,
      100,
      100,
    ]);
  });

  it("of the tiny CLIP is that of its model card", async () => {
    const { tinyBaseline } = await import("../../src/known/tiny-baseline.js");
    const card = new TextDecoder().decode(await tinyClip.read("README.md"));
    const quantiles = (pairs: string): number[] => {
      const row = card.split("\n").find((line) => line.startsWith(`| training set | ${pairs} pairs |`))!;
      const [count, ...values] = row.split("|").slice(3, -1);
      expect(Number(count)).toBeGreaterThan(9000);
      return values.map(Number);
    };
    const percents = [1, 5, 25, 50, 75, 95, 99];
    for (const [i, value] of quantiles("true").entries())
      expect(tinyBaseline.matched[percents[i]!]).toBeCloseTo(value, 2);
    // Other random pairs: close, not equal.
    for (const [i, value] of quantiles("random").entries()) {
      expect(Math.abs(tinyBaseline.random[percents[i]!]! - value)).toBeLessThan(0.02);
    }
  });
});

describe("publishedFilters", () => {
  it("name the dataset, the threshold and the model", () => {
    expect(publishedFilters.map(({ dataset, threshold }) => `${dataset} ${threshold}`)).toEqual([
      "LAION-400M 0.3",
      "LAION-5B, English 0.28",
      "LAION-5B, other languages 0.26",
    ]);
  });
});
