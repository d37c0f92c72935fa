// From outputs back to the training items: nearest ones, closed-form counterfactuals, and what carries a share.
import { createRandom, type Embedding, type Progress, type Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { karrasSigmas, type Schedule, sampleEulerAncestral } from "@alt2img/diffusion";
import { describe, expect, it } from "vitest";
import {
  captionMass,
  captionsWith,
  counterfactual,
  nearestItems,
  type TrainingItem,
  type WhereOptions,
  whereItComesFrom,
} from "../../src/attribution/index.js";

const coded = (code: string): unknown => expect.objectContaining({ code });

function unitVectors(seed: number, count: number, dimension: number): Embedding[] {
  const generator = createGenerator(seed);
  return Array.from({ length: count }, () => {
    const raw = generator.randn(dimension);
    const norm = Math.hypot(...raw);
    return raw.map((value) => value / norm);
  });
}

describe("nearestItems", () => {
  it("finds what sorting all similarities finds", async () => {
    const [queries, items] = [unitVectors(1, 20, 16), unitVectors(2, 300, 16)];
    const progress: Progress[] = [];
    const found = await nearestItems(queries, items, { count: 7, onProgress: (each) => void progress.push(each) });
    for (const [q, neighbours] of found.entries()) {
      const all = items.map((item, index) => ({
        index,
        similarity: item.reduce((sum, value, d) => sum + value * queries[q]![d]!, 0),
      }));
      all.sort((a, b) => b.similarity - a.similarity);
      expect(neighbours.map(({ index }) => index)).toEqual(all.slice(0, 7).map(({ index }) => index));
      expect(neighbours[0]!.similarity).toBeCloseTo(all[0]!.similarity, 12);
    }
    expect(progress.at(-1)).toEqual({ stage: "compare", done: 20, total: 20, unit: "images" });
  });

  it("keeps the order of equals, and gives fewer if there are fewer", async () => {
    const one = Float32Array.of(1, 0);
    const [found] = await nearestItems([one], [Float32Array.of(0, 1), one, one]);
    expect(found?.map(({ index }) => index)).toEqual([1, 2, 0]);
    const [two] = await nearestItems([one], [one, one, one], { count: 2 });
    expect(two?.map(({ index }) => index)).toEqual([0, 1]);
    expect(await nearestItems([one], [])).toEqual([[]]);
  });

  it("refuses vectors that can't be compared, and stops", async () => {
    const one = Float32Array.of(1, 0);
    await expect(nearestItems([Float32Array.of(1)], [one])).rejects.toThrow(coded("bias/vector"));
    await expect(nearestItems([one], [Float32Array.of(Number.NaN, 0)])).rejects.toThrow(coded("bias/vector"));
    await expect(nearestItems([one], [one], { count: 0 })).rejects.toThrow(coded("bias/option"));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(nearestItems([one], [one], { signal })).rejects.toThrow("enough");
  });
});

const schedule: Schedule = { form: "ve", sigmas: karrasSigmas(12, 0.01, 30), timesteps: new Float64Array(12) };
const [height, width] = [4, 6];

/** Items of one grey each, or of a left and a right half. */
const images = (...greys: readonly (number | readonly [number, number])[]): Tensor => ({
  dims: [greys.length, 1, height, width],
  data: Float32Array.from(
    greys.flatMap((grey) => {
      const [left, right] = typeof grey === "number" ? [grey, grey] : grey;
      return Array.from({ length: height * width }, (_, i) => (i % width < width / 2 ? left : right));
    }),
  ),
});

describe("counterfactual", () => {
  const trainingSet = {
    images: images(-1, 0, 1),
    items: [{ captions: ["a woman firefighter"] }, { captions: ["a man"] }, { captions: ["a dog", "Woman's dog"] }],
  };

  it("draws the same seed from what is left", async () => {
    const progress: Progress[] = [];
    const result = await counterfactual({
      ...{ trainingSet, without: captionsWith(["woman"]), seed: 3, schedule },
      onProgress: (each) => void progress.push(each),
    });
    const { factual, counterfactual: other, difference, distance, removed, vanished, appeared } = result;
    expect(removed).toEqual([0, 2]);
    expect(other.sources).toEqual([{ index: 1, share: 1 }]);
    expect([...other.image.data].every((value) => Math.abs(value) < 1e-3)).toBe(true);
    expect(factual.sources).toHaveLength(1);
    const [source] = factual.sources;
    expect(factual.image.data[0]).toBeCloseTo(source!.index - 1, 2);
    expect(source!.index).not.toBe(1);
    expect([vanished, appeared]).toEqual([factual.sources, other.sources]);
    expect(difference.dims).toEqual([1, height, width]);
    for (const value of difference.data) expect(Math.abs(value)).toBeCloseTo(distance, 3);
    expect(distance).toBeCloseTo(1, 2);
    expect(progress).toHaveLength(24);
    expect(progress.at(-1)).toEqual({ stage: "draw", done: 24, total: 24, unit: "steps" });
  });

  it("changes nothing without items of no weight, and little without those far away", async () => {
    const weighted = { ...trainingSet, weights: [1, 1, 0] };
    const same = await counterfactual({ trainingSet: weighted, without: [2], seed: 4, schedule });
    expect(same).toMatchObject({ distance: 0, removed: [], vanished: [], appeared: [] });
    const sampler = sampleEulerAncestral;
    const noisy = await counterfactual({ trainingSet: weighted, without: [2], seed: 4, schedule, sampler });
    expect(noisy.distance).toBe(0);
  });

  it("draws items as often as they come in training", async () => {
    // The probability flow leads the share of seeds to an item that the item has in training.
    const share = { factual: 0, counterfactual: 0 };
    for (let seed = 0; seed < 200; seed++) {
      const set = { images: images(-1, 1), weights: [0.8, 0.2] };
      const result = await counterfactual({ trainingSet: set, instead: [0.3, 0.7], seed, schedule });
      for (const key of ["factual", "counterfactual"] as const) {
        if (result[key].sources[0]?.index === 0) share[key] += 1 / 200;
      }
    }
    // Four standard errors.
    expect(Math.abs(share.factual - 0.8)).toBeLessThan(0.115);
    expect(Math.abs(share.counterfactual - 0.3)).toBeLessThan(0.13);
  });

  it("says for each pixel where it comes from", async () => {
    const set = { images: images([-1, -1], [1, 1], [0.2, 0.2]) };
    const { factual, counterfactual: other } = await counterfactual({
      ...{ trainingSet: set, without: [0, 1], patch: 1, seed: 8, schedule },
    });
    expect(factual.mainSources).toHaveLength(height * width);
    const values = [-1, 1, 0.2];
    for (const [pixel, source] of factual.mainSources!.entries()) {
      expect(Math.abs(factual.image.data[pixel]! - values[source]!)).toBeLessThan(0.1);
    }
    expect(factual.sources.length).toBeGreaterThan(1);
    expect(factual.sources.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(other.sources).toEqual([{ index: 2, share: 1 }]);
    expect(new Set(other.mainSources)).toEqual(new Set([2]));
  });

  it("refuses questions without an answer, and stops", async () => {
    const base = { trainingSet, seed: 1, schedule };
    await expect(counterfactual(base)).rejects.toThrow(coded("bias/option"));
    await expect(counterfactual({ ...base, without: [0], instead: [1, 1, 1] })).rejects.toThrow(coded("bias/option"));
    await expect(counterfactual({ ...base, without: [3] })).rejects.toThrow(/index 3/);
    await expect(counterfactual({ ...base, without: [0, 1, 2] })).rejects.toThrow(coded("bias/sets"));
    await expect(counterfactual({ ...base, instead: [1, 1] })).rejects.toThrow(/2 values/);
    await expect(counterfactual({ ...base, instead: [1, 1, -1] })).rejects.toThrow(/-1 at 2/);
    const controller = new AbortController();
    const stopped = counterfactual({
      ...{ ...base, without: [0], signal: controller.signal },
      onProgress: ({ done }) => done === 13 && controller.abort(new Error("enough")),
    });
    await expect(stopped).rejects.toThrow("enough");
  });
});

describe("captionMass", () => {
  it("adds up the matching captions of each item", () => {
    const items: TrainingItem[] = [
      { captions: ["a", "b", "a"], weights: [0.5, 2, 0.25] },
      { captions: ["b", "a"] },
      { captions: ["b"] },
    ];
    expect(captionMass(items, (caption) => caption === "a")).toEqual([0.75, 0.5, 0]);
    expect(() => captionMass([{ captions: ["a"], weights: [1, 2] }], () => true)).toThrow(coded("bias/counts"));
  });
});

describe("whereItComesFrom", () => {
  const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
  const items: TrainingItem[] = [
    { captions: ["a woman", "a nurse"], weights: [3, 1], pageUrl: "https://agency.example/1", source: "photos" },
    { captions: ["a man"], pageUrl: "https://blog.example/", source: "photos" },
    { captions: ["a nurse"], pageUrl: "nowhere" },
  ];
  const base: WhereOptions = {
    outputs: [x, x, x, y, y],
    has: [true, true, false, true, false],
    training: { embeddings: [x, y, y], items },
    neighbours: 1,
  };

  it("counts what is nearest to the outputs", async () => {
    const { n, captions, domains, sources, rows, warnings } = await whereItComesFrom(base);
    expect(n).toEqual({ with: 3, without: 2 });
    expect(captions.map(({ name }) => name)).toEqual(["a woman", "a man", "a nurse"]);
    expect(captions[0]).toMatchObject({ otherShare: 0.375, outputs: 2, interval: { level: 0.95 } });
    expect(captions[0]?.share).toBeCloseTo(0.5, 12);
    expect(domains.map(({ name, outputs }) => [name, outputs])).toEqual([
      ["agency.example", 2],
      ["blog.example", 1],
    ]);
    expect(sources).toEqual([{ name: "photos", share: 1, otherShare: 1, outputs: 3 }]);
    expect(rows.map(({ name, share }) => [name, share.toFixed(3)])).toEqual([
      ["0", "0.667"],
      ["1", "0.333"],
    ]);
    expect(warnings).toEqual(["Only 3 outputs have the attribute."]);
    const two = await whereItComesFrom({ ...base, neighbours: 3, most: 1, draws: 0 });
    expect(two.captions).toEqual([
      { name: "a nurse", share: expect.closeTo(1.25 / 3), otherShare: expect.closeTo(1.25 / 3), outputs: 3 },
    ]);
  });

  it("has intervals that hold the true share as often as they say", async () => {
    const random = createRandom(6);
    let covered = 0;
    for (let round = 0; round < 300; round++) {
      const outputs = Array.from({ length: 40 }, () => (random.uniform() < 0.35 ? x : y));
      const options = { ...base, outputs, has: outputs.map(() => true), draws: 300, seed: round };
      const { domains } = await whereItComesFrom(options);
      const interval = domains.find(({ name }) => name === "agency.example")?.interval;
      if (interval !== undefined && interval.low <= 0.35 && interval.high >= 0.35) covered++;
    }
    // Four standard errors, and the bootstrap's own error for 40 outputs.
    expect(covered / 300).toBeGreaterThan(0.88);
  });

  it("says when no output has the attribute, and refuses lists that don't fit", async () => {
    const none = await whereItComesFrom({ ...base, has: base.outputs.map(() => false) });
    expect(none).toMatchObject({ captions: [], rows: [], warnings: ["No output has the attribute."] });
    await expect(whereItComesFrom({ ...base, has: [true] })).rejects.toThrow(coded("bias/sets"));
    await expect(whereItComesFrom({ ...base, training: { embeddings: [x], items } })).rejects.toThrow(
      coded("bias/sets"),
    );
    await expect(whereItComesFrom({ ...base, training: { embeddings: [], items: [] } })).rejects.toThrow(/no training/);
    await expect(whereItComesFrom({ ...base, most: 0 })).rejects.toThrow(coded("bias/option"));
    await expect(whereItComesFrom({ ...base, level: 2 })).rejects.toThrow(coded("bias/option"));
    await expect(whereItComesFrom({ ...base, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow(
      "enough",
    );
  });
});
