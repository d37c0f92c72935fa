import { describe, expect, it } from "vitest";
import { drawTile, mapTiles } from "../../src/map/index.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const positions = Float32Array.of(0.1, 0.1, 0.2, 0.2, 0.9, 0.1, 1, 1);

describe("tiles", () => {
  it("show the row nearest to the centre of each slot, and the others at the next levels", () => {
    expect(mapTiles(positions, 0, { slots: 2 })).toEqual([{ zoom: 0, x: 0, y: 0, rows: Int32Array.of(1, 2, -1, 3) }]);
    expect(mapTiles(positions, 1, { slots: 1 }).map(({ x, y, rows }) => [x, y, ...rows])).toEqual([
      [0, 0, 1],
      [1, 0, 2],
      [1, 1, 3],
    ]);
    const shown = mapTiles(positions, 3, { slots: 2 }).flatMap(({ rows }) => [...rows].filter((row) => row >= 0));
    expect(shown.sort()).toEqual([0, 1, 2, 3]);
  });

  it.each<[number, { slots?: number }]>([
    [-1, {}],
    [13, {}],
    [0.5, {}],
    [0, { slots: 0 }],
    [0, { slots: 65 }],
  ])("refuse zoom %d with %o", (zoom, options) => {
    expect(() => mapTiles(positions, zoom, options)).toThrow(coded("dataset/map-option"));
  });

  it("refuse positions outside", () => {
    for (const wrong of [Number.NaN, -0.1, 1.1]) {
      expect(() => mapTiles(Float32Array.of(0.5, wrong), 0)).toThrow(coded("dataset/map-option"));
    }
  });
});

it("a tile is drawn from thumbnails, with transparent slots", () => {
  const [tile] = mapTiles(positions, 0, { slots: 2 });
  const dot = (value: number) => ({ width: 1, height: 1, data: new Uint8ClampedArray([value, value, value, 255]) });
  const image = drawTile(tile!, new Map([1, 2, 3].map((row) => [row, dot(row)])));
  expect([image.width, image.height]).toEqual([2, 2]);
  expect([...image.data]).toEqual([1, 1, 1, 255, 2, 2, 2, 255, 0, 0, 0, 0, 3, 3, 3, 255]);
  expect(() => drawTile(tile!, new Map())).toThrow(coded("dataset/map-option"));
});
