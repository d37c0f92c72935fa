import { createGenerator } from "@alt2img/core/random";
import { describe, expect, it } from "vitest";
import { combine, combineInto, combineTwice } from "../../src/tensor/combine.js";
import { indexOfNotFinite } from "../../src/tensor/index-of-not-finite.js";

const generator = createGenerator(3);
const tensors = Array.from({ length: 6 }, () => ({ dims: [3, 7], data: generator.randn(21) }));
const weights = [0.3, -1.7, 2 ** -9, 11.25, -0.1, 3];
const terms = (count: number) => tensors.slice(0, count).map((tensor, i) => [weights[i]!, tensor] as const);

describe("combine", () => {
  it.each([1, 2, 3, 4, 5, 6])("adds up %i tensors in float64 and rounds once", (count) => {
    const expected = Float32Array.from({ length: 21 }, (_, i) =>
      terms(count).reduce((sum, [weight, { data }]) => sum + weight * data[i]!, 0),
    );
    expect(combine(...terms(count))).toEqual({ dims: [3, 7], data: expected });
  });

  it.each([1, 2, 3, 4, 5, 6])("can write its sum of %i tensors into the array of one of them", (count) => {
    const own = { dims: [3, 7], data: tensors[0]!.data.slice() };
    const expected = combine(...terms(count));
    expect(combineInto(own.data, [weights[0]!, own], ...terms(count).slice(1))).toEqual(expected);
    expect(own.data).toEqual(expected.data);
  });

  it("leaves out what has the weight 0, even infinities", () => {
    const infinite = { dims: [3, 7], data: new Float32Array(21).fill(Number.POSITIVE_INFINITY) };
    expect(combine([0, infinite], [1, tensors[0]!])).toEqual(tensors[0]);
    expect(combine([0, infinite])).toEqual({ dims: [3, 7], data: new Float32Array(21) });
    expect(combineInto(infinite.data.slice(), [0, infinite])).toEqual({ dims: [3, 7], data: new Float32Array(21) });
  });

  it("refuses tensors of different sizes", () => {
    const other = { dims: [2], data: new Float32Array(2) };
    const error = expect.objectContaining({ code: "diffusion/dims" });
    expect(() => combine([1, tensors[0]!], [1, other])).toThrow(error);
    expect(() => combineTwice([1, tensors[0]!], 1, [1, tensors[1]!], [1, other])).toThrow(error);
  });
});

describe("combineTwice", () => {
  it.each([
    [0.3, -1.7, 0.5, 11],
    [0.3, 0, 0.5, 11],
    [0, 0.2, 0.5, 11],
    [0.3, 0.2, 0, 11],
  ])("is the combination of a combination, to the last bit: %f %f %f %f", (a, weight, b, c) => {
    const [x, y, z] = tensors as [(typeof tensors)[0], (typeof tensors)[0], (typeof tensors)[0]];
    expect(combineTwice([a, x], weight, [b, y], [c, z])).toEqual(combine([a, x], [weight, combine([b, y], [c, z])]));
  });
});

describe("indexOfNotFinite", () => {
  const places = Array.from({ length: 9 }, (_, place) => place);
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])("finds %f at any place", (value) => {
    for (const length of places) {
      const data = Float32Array.from({ length }, (_, i) => (i % 2 ? -3.4e38 : 3.4e38));
      expect(indexOfNotFinite(data)).toBe(-1);
      for (let at = 0; at < length; at++) expect(indexOfNotFinite(data.with(at, value))).toBe(at);
    }
  });

  it("finds the first of several", () => {
    expect(indexOfNotFinite([1, Number.POSITIVE_INFINITY, 2, Number.NEGATIVE_INFINITY, Number.NaN])).toBe(1);
  });
});
