// A weight of 3 is the same as three copies of an item.
import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { expect, it } from "vitest";
import { type Level, localDenoiser, optimalDenoiser } from "../../src/index.js";

const [channels, height, width] = [2, 5, 4];
const size = channels * height * width;
const generator = createGenerator(5);
const images = Array.from({ length: 3 }, () => generator.randn(size));
const stack = (list: readonly Float32Array[]): Tensor => ({
  dims: [list.length, channels, height, width],
  data: Float32Array.from(list.flatMap((image) => [...image])),
});
const weights = [0.5, 1.5, 0.25];
const once = stack(images);
const copied = stack(images.flatMap((image, i) => Array<Float32Array>(weights[i]! * 4).fill(image)));
const copiesOf = [2, 6, 1];
const x: Tensor = { dims: [channels, height, width], data: generator.randn(size) };
const levels: Level[] = [0.01, 0.7, 2, 80].map((sigma) => ({ form: "ve", sigma }));

const expectNear = (one: Float32Array, other: Float32Array): void => {
  expect(one).toHaveLength(other.length);
  for (const [i, value] of one.entries()) expect(value).toBeCloseTo(other[i]!, 5);
};

it.each([...levels, { form: "vp" as const, sigma: Number.POSITIVE_INFINITY }])(
  "at sigma $sigma, of all pixels",
  async (level) => {
    const [weighted, plain] = [optimalDenoiser(once, { weights }), optimalDenoiser(copied)];
    expectNear((await weighted(x, level)).data, (await plain(x, level)).data);
    const shares = weighted.weights(x, level).data;
    const copies = plain.weights(x, level).data;
    let at = 0;
    for (const [i, n] of copiesOf.entries()) {
      expect(shares[i]).toBeCloseTo(
        copies.subarray(at, at + n).reduce((sum, share) => sum + share, 0),
        5,
      );
      at += n;
    }
  },
);

it.each(levels)("at sigma $sigma, of patches", async (level) => {
  for (const equivariant of [false, true]) {
    const options = { patch: 3, equivariant };
    const [weighted, plain] = [localDenoiser(once, { ...options, weights }), localDenoiser(copied, options)];
    expectNear((await weighted(x, level)).data, (await plain(x, level)).data);
    const place = { row: 2, column: 1 };
    const shares = [0, 0, 0];
    for (const { image, weight } of weighted.sourcesOf(x, level, place)) shares[image]! += weight;
    const copies = [0, 0, 0];
    for (const { image, weight } of plain.sourcesOf(x, level, place))
      copies[image < 2 ? 0 : image < 8 ? 1 : 2]! += weight;
    for (const [i, share] of shares.entries()) expect(share).toBeCloseTo(copies[i]!, 6);
  }
});

it("doesn't cut off a frequent item for a rare one nearby", async () => {
  const points: Tensor = { dims: [2, 1], data: Float32Array.of(0, 1) };
  const [level, w] = [{ form: "ve", sigma: 0.1 } as const, [1e-20, 1]];
  // The distances differ by 50 times 2 sigma², and the weights by a factor of e⁴⁶.
  const [rare, frequent] = optimalDenoiser(points, { weights: w }).weights(
    { dims: [1], data: Float32Array.of(0) },
    level,
  ).data;
  expect(rare! / frequent!).toBeCloseTo(1e-20 * Math.exp(50), 1);
});

it("refuses weights that don't fit", () => {
  for (const wrong of [
    [1, 2],
    [1, 2, 0],
    [1, 2, Number.NaN],
    [1, 2, Number.POSITIVE_INFINITY],
  ]) {
    expect(() => optimalDenoiser(once, { weights: wrong })).toThrow(
      expect.objectContaining({ code: "diffusion/weights" }),
    );
    expect(() => localDenoiser(once, { patch: 3, weights: wrong })).toThrow(/weight/);
  }
});
