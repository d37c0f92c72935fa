import { describe, expect, it } from "vitest";
import { sketchBits, sketchBytes, sketchReader, sketchWriter } from "../../src/search/ivf/sketch.js";
import { clusteredVectors, cosine, vectorAt } from "./vectors.js";

// The deviation of an estimate is near (residual's length × query's distance) ÷ √numbers × what the rounding leaves: √(π/2 − 1)
// of one bit, 0.37 of two, 0.11 of four.
describe.each([
  { dimension: 512, bits: 1, deviation: 0.757 },
  { dimension: 200, bits: 2, deviation: 0.37 },
  { dimension: 64, bits: 4, deviation: 0.11 },
  { dimension: 3, bits: 4, deviation: 0.5 },
])("sketches of $dimension numbers", ({ dimension, bits, deviation }) => {
  it(`have ${bits} bits for each, and estimate dot products as well as these allow`, () => {
    expect(sketchBits(dimension)).toBe(bits);
    const rows = clusteredVectors(100, dimension, { centres: 1, spread: 0.8 });
    const [query, centroid] = [vectorAt(rows, dimension, 0), vectorAt(rows, dimension, 1)];
    const write = sketchWriter(dimension, 5);
    const sketches = new Uint8Array(100 * sketchBytes(dimension));
    for (let row = 0; row < 100; row++) {
      const embedding = vectorAt(rows, dimension, row);
      sketches.set(write({ shard: 2, row, aesthetic: 0.5, embedding, centroid }), row * sketchBytes(dimension));
    }
    const found = [...sketchReader(query, 5)(sketches, centroid)];
    expect(found.map(({ row }) => row)).toEqual(Array.from({ length: 100 }, (_, row) => row));
    let squared = 0;
    for (const { row, similarity, shard, aesthetic } of found) {
      expect([shard, aesthetic]).toEqual([2, 0.5]);
      squared += (similarity - cosine(query, vectorAt(rows, dimension, row))) ** 2;
    }
    const residual = Math.sqrt(2 - 2 * cosine(query, centroid));
    expect(Math.sqrt(squared / 100)).toBeLessThan((1.5 * deviation * residual ** 2) / Math.sqrt(dimension));
    // The centroid's own residual is nothing.
    expect(found[1]!.similarity).toBeCloseTo(cosine(query, centroid), 6);
  });
});
