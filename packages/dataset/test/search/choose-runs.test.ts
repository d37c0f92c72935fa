import { expect, it } from "vitest";
import { chooseRuns } from "../../src/search/ivf/choose-runs.js";

const ten = Int32Array.from({ length: 11 }, (_, cell) => 10 * cell);
const products = Float32Array.of(0.1, 0.9, 0.2, 0.8, 0.3, 0.05, 0.04, 0.7, 0.03, 0.02);

it("takes the nearest cells that fit, in the order of the file", () => {
  expect(chooseRuns(products, ten, { least: 1, most: 20, gap: 0 })).toEqual([
    { start: 1, end: 2 },
    { start: 3, end: 4 },
  ]);
  expect(chooseRuns(products, ten, { least: 1, most: 39, gap: 0 })).toEqual([
    { start: 1, end: 2 },
    { start: 3, end: 4 },
    { start: 7, end: 8 },
  ]);
  expect(chooseRuns(products, ten, { least: 1, most: 100, gap: 0 })).toEqual([{ start: 0, end: 10 }]);
});

it("also reads those between two of them, and counts them", () => {
  expect(chooseRuns(products, ten, { least: 1, most: 39, gap: 10 })).toEqual([{ start: 1, end: 4 }]);
  expect(chooseRuns(products, ten, { least: 1, most: 40, gap: 10 })).toEqual([
    { start: 1, end: 4 },
    { start: 7, end: 8 },
  ]);
});

it("never more rows than it may, and none that is nearer than one it takes is left", () => {
  for (let most = 10; most <= 100; most += 5) {
    const cells = chooseRuns(products, ten, { least: 1, most: most, gap: 20 }).flatMap(({ start, end }) =>
      Array.from({ length: end - start }, (_, i) => start + i),
    );
    expect(10 * cells.length).toBeLessThanOrEqual(most);
    expect(cells).toContain(1);
  }
});

it("takes the nearest cell even if it is too large, no empty ones, and nothing if there is nothing", () => {
  expect(chooseRuns(products, ten, { least: 1, most: 0, gap: 0 })).toEqual([{ start: 1, end: 2 }]);
  const emptyFirst = Int32Array.of(0, 5, 5, 8);
  expect(chooseRuns(Float32Array.of(0.1, 0.9, 0.2), emptyFirst, { least: 1, most: 4, gap: 0 })).toEqual([
    { start: 2, end: 3 },
  ]);
  expect(chooseRuns(Float32Array.of(0.1), Int32Array.of(0, 0), { least: 1, most: 4, gap: 0 })).toEqual([]);
  expect(chooseRuns(new Float32Array(0), Int32Array.of(0), { least: 1, most: 4, gap: 0 })).toEqual([]);
});

it("reads the cells of at least so many rows, however few fit", () => {
  expect(chooseRuns(products, ten, { least: 11, most: 0, gap: 0 })).toEqual([
    { start: 1, end: 2 },
    { start: 3, end: 4 },
  ]);
  expect(chooseRuns(products, ten, { least: 1000, most: 0, gap: 0 })).toEqual([{ start: 0, end: 10 }]);
});
