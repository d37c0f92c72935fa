import { expect, it } from "vitest";
import { pathRatio } from "../../src/trajectories/path-ratio.js";

it("compares ways with straight lines", () => {
  expect(pathRatio([Float32Array.of(0, 0), Float32Array.of(1, 0), Float32Array.of(3, 0)])).toBe(1);
  expect(pathRatio([Float32Array.of(0, 0), Float32Array.of(3, 0), Float32Array.of(3, 4)])).toBeCloseTo(7 / 5);
  // Of several points, the longer ways count for more.
  expect(pathRatio([Float32Array.of(0, 0, 0, 0), Float32Array.of(3, 0, 1, 0), Float32Array.of(3, 4, 2, 0)])).toBe(
    9 / 7,
  );
  expect(pathRatio([Float32Array.of(1, 1)])).toBe(1);
  expect(pathRatio([])).toBe(1);
});
