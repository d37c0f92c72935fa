import { describe, expect, it } from "vitest";
import { differenceOf, settledAt } from "../../src/denoising-strip/differences.js";

const gray = (value: number) => ({
  width: 2,
  height: 1,
  data: Uint8ClampedArray.of(...Array(2).fill([value, value, value, 255]).flat()),
});

describe("differences of pictures", () => {
  it("is a share of the range from black to white", () => {
    expect(differenceOf(gray(0), gray(255))).toBe(1);
    expect(differenceOf(gray(51), gray(102))).toBeCloseTo(0.2, 10);
    expect(differenceOf(gray(51), gray(51))).toBe(0);
  });

  it("finds the step from which on nothing is far away", () => {
    expect(settledAt([0.3, 0.04, 0.2, 0.01, 0.02])).toBe(3);
    expect(settledAt([0.01, 0])).toBe(0);
    expect(settledAt([0.3, 0.2])).toBe(2);
  });
});
