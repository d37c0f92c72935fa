import { concatenate, openBytes, type RandomAccessBytes } from "@alt2img/core";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type EmbeddingShard,
  exactSearch,
  type IvfIndex,
  openIvf,
  type SearchHit,
  type WriteIvfOptions,
  writeIvf,
} from "../../src/search/index.js";
import { clusteredVectors, vectorAt } from "./vectors.js";

const coded = (code: string): Error => expect.objectContaining({ code }) as Error;

type Files = { cells: Uint8Array<ArrayBuffer>; vectors: Uint8Array<ArrayBuffer>; rows: Uint8Array<ArrayBuffer> };

async function write(shards: readonly EmbeddingShard[], options: WriteIvfOptions = {}): Promise<Files> {
  const { cells, vectors, rows } = await writeIvf(shards, options);
  const all = async (stream: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return concatenate(chunks);
  };
  return { cells, vectors: await all(vectors), rows: await all(rows) };
}

const opened = ({ cells, vectors, rows }: Files): Record<keyof Files, RandomAccessBytes> => ({
  cells: openBytes(cells),
  vectors: openBytes(vectors),
  rows: openBytes(rows),
});

const [count, dimension] = [2000, 96];
const data = clusteredVectors(count, dimension, { centres: 60, spread: 0.8 });
const aesthetic = Float32Array.from({ length: count }, (_, at) => (at % 10 === 3 ? Number.NaN : at % 10));
const shard = (name: string, start: number, end: number): EmbeddingShard => ({
  name,
  embeddings: { rows: end - start, dimension, data: data.slice(start * dimension, end * dimension) },
  aesthetic: aesthetic.slice(start, end),
});
const shards = [shard("a", 0, 1000), shard("none", 1000, 1000), shard("b", 1000, count)];
const metadata: WriteIvfOptions["metadata"] = {
  columns: [
    { name: "URL", type: "string" },
    { name: "WIDTH", type: "int32" },
  ],
  rowAt: ({ shard: name, row }) => ({ URL: `https://example.org/${name}/${row}.jpg`, WIDTH: row }),
};
const queries = Array.from({ length: 30 }, (_, i) =>
  vectorAt(clusteredVectors(count + 30, dimension, { centres: 60, spread: 0.8 }), dimension, count + i),
);
const places = (hits: readonly SearchHit[]): string[] => hits.map(({ shard: name, row }) => `${name} ${row}`);

let files: Files;
let index: IvfIndex;
beforeAll(async () => {
  files = await write(shards, { metadata });
  index = await openIvf(opened(files));
});

it.each([-1, Number.NaN])("refuses maxBytes %d", async (maxBytes) => {
  await expect(openIvf(opened(files), { maxBytes })).rejects.toThrow(coded("dataset/search-option"));
});

it("names a column that the metadata doesn't have", async () => {
  const hits = await index.search(queries[0]!, { k: 1 });
  await expect(index.readRows(hits, { columns: ["nothing"] })).rejects.toThrow(coded("dataset/no-such-column"));
});

it("the same seed gives the same bytes, and another one others", async () => {
  const small = [shard("a", 0, 300)];
  const [first, second, other] = [await write(small), await write(small), await write(small, { seed: 1 })];
  expect(second).toEqual(first);
  expect(other.cells).not.toEqual(first.cells);
});

describe("searching", () => {
  it.each([100, 1500, 5000])("finds as many as are asked for, if there are so many: %d", async (k) => {
    const narrow = await openIvf(opened(files), { maxBytes: 20_000 });
    const hits = await narrow.search(queries[0]!, { k });
    expect(new Set(places(hits)).size).toBe(Math.min(k, count));
  });

  it("everything finds what exact search finds", async () => {
    const exact = exactSearch(shards);
    const whole = await openIvf(opened(files), { maxBytes: 1e9, candidates: count });
    for (const query of queries.slice(0, 8)) {
      const [wanted, found] = [await exact.search(query, { k: 30 }), await whole.search(query, { k: 10 })];
      // Eight bits change the order a little.
      expect(places(wanted)).toEqual(expect.arrayContaining(places(found)));
      expect(found[0]!.similarity).toBeCloseTo(wanted[0]!.similarity, 2);
    }
  });

  it("a part finds nearly all of it", async () => {
    const exact = exactSearch(shards);
    const part = await openIvf(opened(files), { maxBytes: 60_000, candidates: 60 });
    let found = 0;
    for (const query of queries) {
      const wanted = new Set(places(await exact.search(query)));
      found += places(await part.search(query)).filter((place) => wanted.has(place)).length;
    }
    expect(found / (10 * queries.length)).toBeGreaterThan(0.9);
  });

  it("by a row finds itself", async () => {
    for (const location of [
      { shard: "a", row: 999 },
      { shard: "b", row: 0 },
    ]) {
      expect((await index.search(location, { k: 1 }))[0]).toMatchObject(location);
    }
  });

  it("with a filter, an aesthetic weight, and without near-duplicates", async () => {
    const query = queries[0]!;
    const filtered = await index.search(query, { k: 20, filter: ({ row }) => row % 7 === 2 });
    expect(filtered).toHaveLength(20);
    expect(filtered.every(({ row }) => row % 7 === 2)).toBe(true);
    const fair = await index.search(query, { k: 5, aestheticWeight: 5 });
    expect(fair.map(({ row }) => row % 10)).toEqual([9, 9, 9, 9, 9]);
    expect(fair[0]!.score).toBeCloseTo(fair[0]!.similarity + 4.5, 5);
    const different = await index.search(query, { dedupe: 0.5 });
    const vectors = different.map(({ shard: name, row }) => vectorAt(data, dimension, row + (name === "b" ? 1000 : 0)));
    const products = vectors.flatMap((a, i) =>
      vectors.slice(i + 1).map((b) => a.reduce((sum, x, j) => sum + x * b[j]!, 0)),
    );
    expect(Math.max(...products)).toBeLessThan(0.52);
  });

  it("reads as many bytes as it may, and more if it may", async () => {
    const totals: number[] = [];
    for (const maxBytes of [30_000, 60_000, 100_000]) {
      let bytes = 0;
      const source = opened(files);
      const limited = await openIvf(
        { ...source, vectors: counted(source.vectors, (more) => (bytes += more)) },
        { maxBytes, candidates: 20 },
      );
      bytes = 0;
      for (const query of queries) {
        const before = bytes;
        await limited.search(query, { k: 5 });
        expect(bytes - before).toBeLessThanOrEqual(maxBytes);
      }
      totals.push(bytes);
    }
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(new Set(totals).size).toBe(3);
  });

  it("refuses what exact search refuses, and stops", async () => {
    const query = queries[0]!;
    await expect(index.search(new Float32Array(3).fill(1))).rejects.toThrow(coded("dataset/embedding"));
    await expect(index.search({ text: "a cat" })).rejects.toThrow(coded("dataset/no-embedder"));
    await expect(index.search({ shard: "c", row: 0 })).rejects.toThrow(coded("dataset/no-row"));
    await expect(index.search({ shard: "a", row: 1000 })).rejects.toThrow(coded("dataset/no-row"));
    await expect(index.search(query, { k: 0 })).rejects.toThrow(coded("dataset/search-option"));
    await expect(openIvf(opened(files), { candidates: 0 })).rejects.toThrow(coded("dataset/search-option"));
    const reason = new Error("enough");
    await expect(index.search(query, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("the metadata of hits", () => {
  it("comes in their order, with only the wanted columns, and from a few pages", async () => {
    const hits = await index.search(queries[0]!);
    const rows = await index.readRows(hits);
    expect(rows).toEqual(
      hits.map(({ shard: name, row }) => ({ URL: `https://example.org/${name}/${row}.jpg`, WIDTH: row })),
    );
    let bytes = 0;
    const source = opened(files);
    const other = await openIvf({ ...source, rows: counted(source.rows, (more) => (bytes += more)) });
    expect(await other.readRows([hits[3]!], { columns: ["WIDTH"] })).toEqual([{ WIDTH: hits[3]!.row }]);
    const footer = bytes;
    await other.readRows([hits[3]!], { columns: ["URL"] });
    expect(bytes - footer).toBeLessThan(files.rows.length / 4);
  });

  it("of no such position, or without a file, is refused", async () => {
    for (const position of [-1, 0.5, count]) {
      await expect(index.readRows([{ position }])).rejects.toThrow(coded("dataset/no-row"));
    }
    const { cells, vectors } = opened(files);
    await expect((await openIvf({ cells, vectors })).readRows([])).rejects.toThrow(coded("dataset/ivf"));
  });
});

describe("files that aren't an index", () => {
  it("are refused: others, damaged ones, and those that don't belong together", async () => {
    const other = await write([shard("a", 0, 100)], { metadata });
    const { cells, vectors, rows } = files;
    const nothing = new Uint8Array(0);
    const text = new TextEncoder().encode("this is a text, and no Parquet file");
    const wrong: Files[] = [
      { cells: nothing, vectors, rows },
      { cells: text, vectors, rows },
      { cells: vectors, vectors, rows },
      { cells: rows, vectors, rows },
      { cells: cells.slice(0, -1), vectors, rows },
      { cells, vectors: nothing, rows },
      { cells, vectors: text, rows },
      { cells, vectors: cells, rows },
      { cells, vectors: rows, rows },
      { cells, vectors: other.vectors, rows },
      { cells: other.cells, vectors, rows },
      { cells, vectors: vectors.slice(0, -10), rows },
    ];
    for (const each of wrong) await expect(openIvf(opened(each))).rejects.toThrow(coded("dataset/ivf"));
    for (const bad of [nothing, text, other.rows]) {
      const mixed = await openIvf(opened({ cells, vectors, rows: bad }));
      await expect(mixed.readRows([{ position: 0 }])).rejects.toThrow(coded("dataset/ivf"));
    }
  });

  it("with any byte of the cells changed, are refused with a reason or can be searched", async () => {
    for (let at = 0; at < files.cells.length; at += 397) {
      const cells = files.cells.slice();
      cells[at]! ^= 0x55;
      try {
        await (await openIvf(opened({ ...files, cells }))).search(queries[0]!);
      } catch (error) {
        expect(error).toMatchObject({ name: "Alt2imgError" });
      }
    }
  });
});

it("writes one row, rows that are all the same, and fewer rows than cells", async () => {
  for (const rows of [1, 5, 40]) {
    const same = new Float32Array(rows * 3).fill(0.5);
    const one = await openIvf(opened(await write([{ name: "x", embeddings: { rows, dimension: 3, data: same } }])));
    const hits = await one.search(Float32Array.of(1, 1, 1), { k: 3 });
    expect(places(hits)).toEqual(["x 0", "x 1", "x 2"].slice(0, rows));
    expect(hits[0]!.similarity).toBeCloseTo(1, 5);
  }
});

it("writes no rows at all", async () => {
  const empty = { name: "x", embeddings: { rows: 0, dimension: 3, data: new Float32Array(0) } };
  expect(await (await openIvf(opened(await write([empty])))).search(Float32Array.of(1, 1, 1))).toEqual([]);
});

it("refuses to write bad rows, options and metadata, and stops", async () => {
  const zero = { name: "x", embeddings: { rows: 2, dimension: 2, data: Float32Array.of(1, 0, 0, 0) } };
  await expect(writeIvf([zero])).rejects.toThrow(coded("dataset/embedding"));
  await expect(writeIvf([])).rejects.toThrow(coded("dataset/embedding-matrix"));
  for (const options of [{ cells: -1 }, { cells: 0.5 }, { seed: 0.5 }]) {
    await expect(writeIvf(shards, options)).rejects.toThrow(coded("dataset/search-option"));
  }
  const columns = [{ name: "URL", type: "string" as const }];
  for (const rowAt of [() => ({ other: 1 }), () => ({ URL: 5 })]) {
    await expect(write([shard("a", 0, 10)], { metadata: { columns, rowAt } })).rejects.toThrow(
      coded("dataset/parquet-column"),
    );
  }
  const reason = new Error("enough");
  await expect(writeIvf(shards, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

function counted(bytes: RandomAccessBytes, count: (more: number) => void): RandomAccessBytes {
  return {
    ...bytes,
    async slice(start, end, options) {
      const part = await bytes.slice(start, end, options);
      count(part.byteLength);
      return part;
    },
  };
}
