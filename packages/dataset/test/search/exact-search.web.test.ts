import type { RasterImage } from "@alt2img/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EmbeddingShard, exactSearch, type SearchQuery, toFloat16, toInt8 } from "../../src/search/index.js";
import { clusteredVectors, cosine, vectorAt } from "./vectors.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;
const dimension = 24;
const data = clusteredVectors(300, dimension);
const query = clusteredVectors(1, dimension, { seed: 5 });
const shard = (name: string, start: number, end: number, more: Partial<EmbeddingShard> = {}): EmbeddingShard => ({
  name,
  embeddings: { rows: end - start, dimension, data: data.slice(start * dimension, end * dimension) },
  ...more,
});
const shards = [shard("a", 0, 100), shard("none", 100, 100), shard("b", 100, 300)];

/** Every row with its cosine, best first, by plain numbers. */
const sorted = Array.from({ length: 300 }, (_, at) => ({
  shard: at < 100 ? "a" : "b",
  row: at < 100 ? at : at - 100,
  similarity: cosine(vectorAt(data, dimension, at), query),
})).sort((a, b) => b.similarity - a.similarity);
const places = (hits: readonly { shard: string; row: number }[]): string[] =>
  hits.map(({ shard: name, row }) => `${name} ${row}`);

describe("what isn't a matrix, a query or an option", () => {
  const embeddings = { rows: 2, dimension: 3, data: new Float32Array(6).fill(1) };
  it.each([
    { ...embeddings, rows: 3 },
    { ...embeddings, rows: -1 },
    { ...embeddings, rows: 1.5, dimension: 4 },
    { ...embeddings, dimension: 0 },
    { ...embeddings, dimension: Number.NaN },
    { ...embeddings, data: new Int8Array(6), scales: new Float32Array(1) },
    { ...embeddings, data: new Int8Array(6) } as unknown as typeof embeddings,
  ])("refuses the matrix %o", (wrong) => {
    expect(() => exactSearch([{ name: "x", embeddings: wrong }])).toThrow(coded("dataset/embedding-matrix"));
  });

  it("refuses no shards, two of a name, two dimensions, and too few aesthetic scores", () => {
    const x = { name: "x", embeddings };
    const other = { rows: 1, dimension: 2, data: new Float32Array(2) };
    for (const wrong of [
      [],
      [x, x],
      [x, { name: "y", embeddings: other }],
      [{ ...x, aesthetic: new Float32Array(1) }],
    ]) {
      expect(() => exactSearch(wrong)).toThrow(coded("dataset/embedding-matrix"));
    }
  });

  it.each([
    new Float32Array(dimension),
    new Float32Array(dimension + 1).fill(1),
    new Float32Array(dimension).fill(Number.NaN),
    new Float32Array(dimension).fill(Number.POSITIVE_INFINITY),
  ])("refuses the query %o", async (wrong) => {
    await expect(exactSearch(shards).search(wrong)).rejects.toThrow(coded("dataset/embedding"));
  });

  it.each([{ k: 0 }, { k: 1.5 }, { aestheticWeight: Number.NaN }, { dedupe: 0 }, { dedupe: 1.1 }])(
    "refuses %o",
    async (options) => {
      await expect(exactSearch(shards).search(query, options)).rejects.toThrow(coded("dataset/search-option"));
    },
  );

  it.each([
    [{ text: "a cat" }, "dataset/no-embedder"],
    [{ image: { width: 1, height: 1, data: new Uint8ClampedArray(4) } }, "dataset/no-embedder"],
    [{ shard: "c", row: 0 }, "dataset/no-row"],
    [{ shard: "a", row: 100 }, "dataset/no-row"],
    [{ shard: "a", row: 0.5 }, "dataset/no-row"],
  ] as [SearchQuery, string][])("refuses %o", async (asked, code) => {
    await expect(exactSearch(shards).search(asked)).rejects.toThrow(coded(code));
  });

  it("needs aesthetic scores for a weight", async () => {
    await expect(exactSearch(shards).search(query, { aestheticWeight: 1 })).rejects.toThrow(
      coded("dataset/no-aesthetic"),
    );
  });
});

describe("finds what sorting all rows finds", () => {
  it.each([1, 10, 299, 300, 1000])("the best %d", async (k) => {
    const hits = await exactSearch(shards).search(query, { k });
    expect(places(hits)).toEqual(places(sorted.slice(0, k)));
    for (const [i, { similarity, score }] of hits.entries()) {
      expect(similarity).toBeCloseTo(sorted[i]!.similarity, 5);
      expect(score).toBe(similarity);
    }
  });

  it("whatever the length of the query", async () => {
    const long = query.map((value) => 70 * value);
    expect(places(await exactSearch(shards).search(long))).toEqual(places(sorted.slice(0, 10)));
  });

  it("with 16-bit floats and 8-bit integers nearly the same", async () => {
    const kinds = [{ rows: 300, dimension, data: Uint16Array.from(data, toFloat16) }, toInt8(data, dimension)];
    for (const embeddings of kinds) {
      const hits = await exactSearch([{ name: "all", embeddings }]).search(query);
      const rows = sorted.slice(0, 15).map(({ shard: name, row }) => (name === "a" ? row : row + 100));
      expect(hits.every(({ row }) => rows.includes(row))).toBe(true);
    }
  });

  it("in the order of rows where they are equal, and never a row with NaN", async () => {
    const same = new Float32Array(6).fill(Math.SQRT1_2);
    same[2] = Number.NaN;
    const hits = await exactSearch([{ name: "x", embeddings: { rows: 3, dimension: 2, data: same } }]).search(
      Float32Array.of(1, 1),
    );
    expect(places(hits)).toEqual(["x 0", "x 2"]);
  });

  it("of any rows that a filter keeps", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 2, max: 60 }), async (k, modulo) => {
        const filter = ({ row }: { row: number }): boolean => row % modulo === 1;
        const hits = await exactSearch(shards).search(query, { k, filter });
        expect(places(hits)).toEqual(places(sorted.filter(filter).slice(0, k)));
      }),
      { numRuns: 20 },
    );
  });
});

it("finds a row by itself, by text and by image", async () => {
  const seventh = vectorAt(data, dimension, 7);
  const embedders = {
    textEmbedder: { dimension, embedTexts: async () => [seventh] },
    imageEmbedder: { dimension, embedImages: async () => [seventh] },
  };
  const image: RasterImage = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  const index = exactSearch(shards, embedders);
  for (const asked of [{ shard: "a", row: 7 }, { text: "seven" }, { image }]) {
    expect(places(await index.search(asked, { k: 1 }))).toEqual(["a 7"]);
  }
});

it.each([[undefined], [null], ["a cat"], [7], [[1, 0]], [Float64Array.of(1, 0)], [{}]])(
  "refuses the query %o",
  async (asked) => {
    await expect(exactSearch(shards).search(asked as never)).rejects.toThrow(
      expect.objectContaining({ code: "dataset/embedding", message: expect.stringContaining("Float32Array") }),
    );
  },
);

it.each([[Float64Array.of(1, 0)], [[1, 0]], [Int8Array.of(1, 0)]])("refuses embeddings in %o", (numbers) => {
  const embeddings = { rows: 1, dimension: 2, data: numbers as never };
  expect(() => exactSearch([{ name: "a", embeddings }])).toThrow(
    expect.objectContaining({ code: "dataset/embedding-matrix" }),
  );
});

it("never finds a row whose similarity isn't a finite number", async () => {
  const data = Float32Array.of(Number.POSITIVE_INFINITY, 0, Number.NaN, 0, 0.6, 0.8);
  const hits = await exactSearch([{ name: "a", embeddings: { rows: 3, dimension: 2, data } }]).search(
    Float32Array.of(1, 0),
  );
  expect(hits.map(({ row }) => row)).toEqual([2]);
});

it("adds the weighted aesthetic score to the rank", async () => {
  const aesthetic = Float32Array.from({ length: 300 }, (_, row) => (row === 250 ? 10 : Number.NaN));
  const index = exactSearch([shard("all", 0, 300, { aesthetic })]);
  const [first, second] = await index.search(query, { aestheticWeight: 5 });
  expect(first).toMatchObject({ row: 250 });
  expect(first!.score).toBeCloseTo(first!.similarity + 5, 6);
  expect(second!.score).toBe(second!.similarity);
  const [last] = (await index.search(query, { k: 300, aestheticWeight: -5 })).slice(-1);
  expect(last).toMatchObject({ row: 250 });
});

it("leaves out near-duplicates of better hits, however many", async () => {
  const twice = new Float32Array(400 * dimension);
  for (let row = 0; row < 400; row++) twice.set(vectorAt(data, dimension, row < 390 ? row % 3 : row), row * dimension);
  const index = exactSearch([{ name: "x", embeddings: { rows: 400, dimension, data: twice } }]);
  const asked = vectorAt(data, dimension, 0);
  const hits = await index.search(asked, { k: 4, dedupe: 1 });
  expect(hits).toHaveLength(4);
  expect(new Set(hits.map(({ row }) => (row < 390 ? row % 3 : row))).size).toBe(4);
  expect(await index.search(asked, { k: 20, dedupe: 1 })).toHaveLength(13);
  expect((await index.search(asked, { k: 4 })).map(({ row }) => row)).toEqual([0, 3, 6, 9]);
});

it("stops when the signal says so", async () => {
  const reason = new Error("enough");
  await expect(exactSearch(shards).search(query, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});
