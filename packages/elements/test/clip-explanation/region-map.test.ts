import { expect, it } from "vitest";
import { regionCells, strongestCell } from "../../src/clip-explanation/region-map.js";

const map = { columns: 2, rows: 2, values: [0.1, -0.2, 0.05, 0.15] };

it("gives each cell its place and strength", () => {
  expect(regionCells(map, 0.02)).toEqual([
    { row: 0, column: 0, value: 0.1, strength: 0.5 },
    { row: 0, column: 1, value: -0.2, strength: 1 },
    { row: 1, column: 0, value: 0.05, strength: 0.25 },
    { row: 1, column: 1, value: 0.15, strength: expect.closeTo(0.75) },
  ]);
});

it("leaves a map faint in which nothing matters", () => {
  expect(regionCells({ columns: 1, rows: 1, values: [0.001] }, 0.02)[0]!.strength).toBeCloseTo(0.05);
});

it("finds the cell with the highest number", () => {
  expect(strongestCell(regionCells(map, 0.02))).toMatchObject({ row: 1, column: 1 });
  expect(strongestCell([])).toBeUndefined();
});
