import { describe, expect, it } from "vitest";
import { mapEmbeddings } from "../../src/map/index.js";
import { clusteredVectors } from "../search/vectors.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const [rows, dimension, centres] = [120, 16, 3];
const matrix = { rows, dimension, data: clusteredVectors(rows, dimension, { centres, spread: 0.3 }) };

describe("a map", () => {
  it("lays clusters apart, within the square, and the same way each time", async () => {
    const done: number[] = [];
    const options = {
      epochs: 100,
      onProgress: ({ stage, done: n }: { stage: string; done: number }) => {
        if (stage === "layout") done.push(n);
      },
    };
    const first = await mapEmbeddings(matrix, options);
    expect(await mapEmbeddings(matrix, { epochs: 100 })).toEqual(first);
    expect(await mapEmbeddings(matrix, { epochs: 100, seed: 1 })).not.toEqual(first);
    expect(done.at(-1)).toBe(100);
    expect(Math.min(...first)).toBe(0);
    expect(Math.max(...first)).toBe(1);
    const at = (row: number) => [first[2 * row]!, first[2 * row + 1]!] as const;
    const distance = (a: number, b: number) => Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1]);
    // Row r belongs to centre 7 r mod 3.
    let right = 0;
    for (let row = 0; row < rows; row++) {
      const others = Array.from({ length: rows }, (_, other) => other).filter((other) => other !== row);
      const nearest = others.reduce((best, other) => (distance(row, other) < distance(row, best) ? other : best));
      if (nearest % centres === row % centres) right++;
    }
    expect(right / rows).toBeGreaterThan(0.95);
  });

  it.each([{ neighbours: 1 }, { neighbours: rows }, { minDist: -1 }, { minDist: Number.NaN }, { epochs: 0 }])(
    "refuses %o",
    async (options) => {
      await expect(mapEmbeddings(matrix, options)).rejects.toThrow(coded("dataset/map-option"));
    },
  );

  it("refuses a row that can't be normalised, and stops", async () => {
    const data = matrix.data.slice();
    data.fill(0, 0, dimension);
    await expect(mapEmbeddings({ ...matrix, data })).rejects.toThrow(coded("dataset/embedding"));
    const controller = new AbortController();
    const reason = new Error("enough");
    const stopped = mapEmbeddings(matrix, { signal: controller.signal, onProgress: () => controller.abort(reason) });
    await expect(stopped).rejects.toBe(reason);
  });
});
