import type { RasterImage } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { describe, expect, it } from "vitest";
import {
  averagePicture,
  colourfulness,
  countVisualWords,
  learnVisualWords,
  meanColourfulness,
  visualIndex,
  visualNeighbours,
} from "../../src/pictures/index.js";
import { weighWords } from "../../src/pictures/visual-neighbours.js";
import golden from "../golden/pictures.json" with { type: "json" };

/** A picture whose pixel at x, y has this colour. */
function paint(
  side: number,
  colour: (x: number, y: number) => readonly [number, number, number, number?],
): RasterImage {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let i = 0; i < side * side; i++) {
    const [red, green, blue, alpha = 255] = colour(i % side, Math.floor(i / side));
    data.set([red, green, blue, alpha], 4 * i);
  }
  return { width: side, height: side, data };
}
const plain = (red: number, green: number, blue: number): RasterImage => paint(8, () => [red, green, blue]);

describe("colourfulness", () => {
  it("gives what its docstring computes by hand", () => {
    expect(colourfulness(paint(2, (x) => (x === 0 ? [255, 0, 0] : [0, 255, 0])))).toBeCloseTo(293.25, 10);
    expect(colourfulness(plain(77, 77, 77))).toBe(0);
  });

  it.each(golden.colourfulness)("is numpy's for channels in $ranges", ({ seed, size, ranges, value }) => {
    const channels = ranges.map(([low, high], i) => createGenerator(seed + i).randint(low!, high!, size * size));
    const image = paint(size, (x, y) => channels.map((channel) => channel[y * size + x]!) as [number, number, number]);
    expect(colourfulness(image)).toBeCloseTo(value, 9);
  });

  it("sees transparent pixels as white", () => {
    expect(colourfulness(paint(4, () => [255, 0, 0, 0]))).toBe(0);
  });

  it("has a mean with an interval", async () => {
    const images = [plain(255, 0, 0), plain(128, 128, 128), plain(200, 100, 100), plain(10, 10, 10)];
    const { mean, interval, n, values } = await meanColourfulness(images);
    expect([n, values[1]]).toEqual([4, 0]);
    expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / 4, 10);
    expect(interval!.low).toBeLessThan(mean);
    expect(interval!.high).toBeGreaterThan(mean);
    expect(await meanColourfulness(images.slice(0, 2))).not.toHaveProperty("interval");
    await expect(meanColourfulness([])).rejects.toThrow("There are no images");
    await expect(meanColourfulness(images, { level: 95 })).rejects.toThrow("level is 95");
    await expect(meanColourfulness(images, { draws: 0 })).rejects.toThrow("draws is 0");
  });
});

describe("averagePicture", () => {
  it("averages pictures of any size, over white", async () => {
    const images = [plain(100, 0, 50), paint(20, () => [0, 0, 0, 0])];
    const { width, height, data } = await averagePicture(images, { side: 4 });
    expect([width, height, [...data.subarray(0, 4)]]).toEqual([4, 4, [178, 128, 153, 255]]);
    await expect(averagePicture([])).rejects.toThrow(expect.objectContaining({ code: "image/sizes" }));
  });
});

describe("visual words", () => {
  const stripes = (red: number, along: "x" | "y"): RasterImage =>
    paint(32, (x, y) => ((along === "x" ? x : y) % 8 < 4 ? [red, 40, 40] : [230, 230, 230]));
  const images = [
    stripes(200, "x"),
    stripes(198, "x"),
    stripes(200, "y"),
    plain(20, 20, 200),
    paint(32, (x, y) => (x < 3 && y < 3 ? [255, 255, 255] : [20, 20, 200])),
    plain(20, 180, 20),
  ];
  const words = learnVisualWords(images, { size: 9, seed: 1 });

  it("count all patches of a picture", () => {
    for (const image of images) {
      const counts = countVisualWords(image, words);
      expect(counts.length).toBe(9);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(225);
    }
  });

  it("find pictures of like colours and textures", () => {
    const index = visualIndex(images, words);
    const nearest = visualNeighbours(images[0]!, index, 3);
    expect(nearest[0]).toEqual({ index: 0, similarity: expect.closeTo(1, 10) });
    expect(nearest[1]!.index).toBe(1);
    expect(visualNeighbours(images[3]!, index, 2).map(({ index: i }) => i)).toEqual([3, 4]);
    expect(visualNeighbours(images[3]!, index).length).toBe(6);
  });

  it("are the same for the same seed", () => {
    expect(learnVisualWords(images, { size: 9, seed: 1 })).toEqual(words);
    expect(learnVisualWords(images, { size: 9, seed: 2 })).not.toEqual(words);
  });

  it("are at most as many as there are patches", () => {
    expect(learnVisualWords(images, { sample: 5 }).size).toBe(5);
  });

  it("weigh as scikit-learn's TF-IDF", () => {
    const { seed, n, words: size, vectors } = golden.tfidf;
    const drawn = createGenerator(seed).randint(-6, 5, n * size);
    const counts = Array.from({ length: n }, (_, i) =>
      Float32Array.from(drawn.subarray(i * size, (i + 1) * size), (count) => (i === 0 ? 0 : Math.max(0, count))),
    );
    const index = weighWords(counts, { size, patches: new Float32Array(48 * size) });
    expect(index.vectors.map((vector) => [...vector])).toEqual(
      vectors.map((vector) => vector.map((x) => expect.closeTo(x, 12))),
    );
  });

  it("refuse wrong options", () => {
    expect(() => learnVisualWords([])).toThrow("There are no images");
    expect(() => learnVisualWords(images, { size: 0 })).toThrow("size is 0");
    expect(() => visualNeighbours(images[0]!, visualIndex(images, words), 0)).toThrow("k is 0");
  });
});
