import { type ImageTextPair, openBytes, type Progress } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { readJsonl, writeJsonl } from "../src/index.js";
import { type ExtraColumn, mergeParquet, readParquet, writeParquet, writeParquetTable } from "../src/parquet/index.js";
import { barePair, fullPair, manyPairs } from "./pairs.js";

type Scored = ImageTextPair & Record<string, unknown>;

async function parquet(pairs: ImageTextPair[], options = {}): Promise<Uint8Array> {
  return new Uint8Array(await new Blob(await collect(writeParquet(pairs, options))).arrayBuffer());
}

const readBack = async (bytes: Uint8Array): Promise<ImageTextPair[]> => collect(readParquet(openBytes(bytes)));

test("pairs come back as they were, in their order, over several row groups", async () => {
  const pairs = [fullPair, barePair, ...manyPairs(30)];
  expect(await readBack(await parquet(pairs, { rowGroupSize: 10 }))).toEqual(pairs);
});

describe("keys that a later stage has added", () => {
  const scored: Scored[] = [
    { ...fullPair, similarity: 0.3125, tokens: 7, licence: "CC0", isSynthetic: false, hashes: ["a", "b"] },
    barePair,
    { ...barePair, similarity: 0.1, box: { x: 1, y: [2] } },
  ];

  test("survive JSON Lines, Parquet and JSON Lines", async () => {
    const lines = await collect(writeJsonl(scored));
    const bytes = await parquet(await collect(readJsonl([...lines])));
    expect(await collect(writeJsonl(await readBack(bytes)))).toEqual(lines);
    expect(await readBack(bytes)).toEqual(scored);
  });

  test("are columns with types, for every other tool", async () => {
    const rows = await parquetReadObjects({ file: new Uint8Array(await parquet(scored)).buffer });
    expect(rows).toMatchObject([
      { similarity: 0.3125, tokens: 7, licence: "CC0", isSynthetic: false, hashes: ["a", "b"], box: null },
      { similarity: null, tokens: null, licence: null, isSynthetic: null, hashes: null, box: null },
      { similarity: 0.1, tokens: null, box: { x: 1, y: [2] } },
    ]);
  });

  test("can be declared, in this order and with these types", async () => {
    const columns: ExtraColumn[] = [
      { name: "tokens", type: "int32" },
      { name: "similarity", type: "float" },
    ];
    const bytes = await parquet([{ ...barePair, similarity: 0.1, tokens: 3 } as Scored], { columns });
    const { schema } = parquetMetadata(new Uint8Array(bytes).buffer);
    expect(schema.slice(-2).map(({ name, type }) => [name, type])).toEqual([
      ["tokens", "INT32"],
      ["similarity", "FLOAT"],
    ]);
    expect(await readBack(bytes)).toEqual([{ ...barePair, similarity: Math.fround(0.1), tokens: 3 }]);
  });

  test("a key whose values are of different types is JSON", async () => {
    const mixed: Scored[] = [
      { ...barePair, extra: 1 },
      { ...barePair, extra: "one" },
    ];
    expect(await readBack(await parquet(mixed))).toEqual(mixed);
  });

  test.each([
    [
      "a key that comes after the columns were decided",
      [barePair, { ...barePair, late: 1 }],
      { rowGroupSize: 1 },
      "“late”",
    ],
    ["a key that isn't declared", [{ ...barePair, a: 1, b: 1 }], { columns: [{ name: "a", type: "double" }] }, "“b”"],
    [
      "a value of another type",
      [{ ...barePair, a: "x" }],
      { columns: [{ name: "a", type: "double" }] },
      'has "x" there',
    ],
    ["a fraction in whole numbers", [{ ...barePair, a: 0.5 }], { columns: [{ name: "a", type: "int32" }] }, "0.5"],
    ["a name that is taken", [barePair], { columns: [{ name: "TEXT", type: "string" }] }, "“TEXT”"],
    ["a key that has the name of a column", [{ ...barePair, page: "x" }], {}, "“page”"],
  ])("%s is refused, since it would be lost", async (_, pairs, options, where) => {
    const writing = parquet(pairs as Scored[], options);
    await expect(writing).rejects.toMatchObject({ code: "dataset/parquet-column" });
    await expect(writing).rejects.toThrow(where);
  });
});

describe("files that don't hold pairs", () => {
  test("a file that isn't Parquet", async () => {
    const reading = readBack(new TextEncoder().encode("<p>hello, this is HTML</p>"));
    await expect(reading).rejects.toMatchObject({ code: "dataset/not-parquet" });
  });

  test("a place beyond 2⁵³ is reported", async () => {
    const names = ["URL", "TEXT", "page", "source"] as const;
    const row = {
      URL: "https://a.example/1.jpg",
      TEXT: "a",
      page: "https://a.example/",
      source: "alt",
      offset: 2n ** 60n,
    };
    const columns = [
      ...names.map((name) => ({ name, type: "string" }) as const),
      { name: "offset", type: "int64" } as const,
    ];
    const bytes = new Uint8Array(await new Blob(await collect(writeParquetTable([row], { columns }))).arrayBuffer());
    const reader = readParquet(openBytes(bytes));
    expect(await collect(reader)).toEqual([]);
    expect(reader.diagnosticCounts).toEqual({ "dataset/parquet-pair": 1 });
  });

  test("a row that isn't a pair is reported, and the others are read", async () => {
    const bytes = await parquet([barePair, { ...barePair, text: "" }, { ...barePair, text: "c" }]);
    const messages: string[] = [];
    const reader = readParquet(openBytes(bytes), {
      filename: "p.parquet",
      onDiagnostic: ({ message }) => messages.push(message),
    });
    expect((await collect(reader)).map(({ text }) => text)).toEqual(["b", "c"]);
    expect(messages).toEqual(["p.parquet, row 2: “text” should be a string, found an empty string; skipped the row."]);
    expect(reader.diagnosticCounts).toEqual({ "dataset/parquet-pair": 1 });
    await expect(collect(readParquet(openBytes(bytes), { strict: true }))).rejects.toMatchObject({
      code: "dataset/parquet-pair",
      message: expect.stringMatching(/^Row 2: “text”/),
    });
  });
});

test("progress ends at the number of pairs, and an abort stops it", async () => {
  const bytes = openBytes(await parquet(manyPairs(25), { rowGroupSize: 10 }));
  const seen: Progress[] = [];
  await collect(readParquet(bytes, { onProgress: (progress) => seen.push(progress) }));
  expect(seen.map(({ done, total }) => [done, total])).toEqual([
    [10, 25],
    [20, 25],
    [25, 25],
  ]);
  const signal = AbortSignal.abort(new Error("no"));
  await expect(collect(readParquet(bytes, { signal }))).rejects.toThrow("no");
});

describe("mergeParquet", () => {
  const merge = async (files: Uint8Array[]): Promise<Uint8Array> =>
    new Uint8Array(await new Blob(await collect(mergeParquet(files.map(openBytes)))).arrayBuffer());

  test("large row groups are copied, small neighbours are merged, and the order is kept", async () => {
    const pairs = manyPairs(47_000);
    const cuts = [0, 3, 6_003, 6_003, 31_003, 31_500, 32_000, 47_000];
    const files = await Promise.all(cuts.slice(1).map((end, i) => parquet(pairs.slice(cuts[i], end))));
    const merged = await merge(files);
    const { row_groups, num_rows } = parquetMetadata(new Uint8Array(merged).buffer);
    expect(num_rows).toBe(47_000n);
    expect(row_groups.map((group) => Number(group.num_rows))).toEqual([3, 6_000, 20_000, 5_000, 997, 15_000]);
    expect(await readBack(merged)).toEqual(pairs);
    expect(await merge(files)).toEqual(merged);
  });

  test("many small files become row groups of the usual size", async () => {
    const pairs = manyPairs(41_000);
    const files = await Promise.all(
      Array.from({ length: 41 }, (_, i) => parquet(pairs.slice(i * 1000, (i + 1) * 1000))),
    );
    const merged = await merge(files);
    const { row_groups } = parquetMetadata(new Uint8Array(merged).buffer);
    expect(row_groups.map((group) => Number(group.num_rows))).toEqual([20_000, 20_000, 1_000]);
    expect(await readBack(merged)).toEqual(pairs);
  });

  test("extra columns are kept", async () => {
    const scored = [
      { ...barePair, similarity: 0.5, box: [1, "2"] },
      { ...barePair, similarity: 0.25 },
    ];
    const columns: ExtraColumn[] = [
      { name: "similarity", type: "double" },
      { name: "box", type: "json" },
    ];
    expect(await readBack(await merge(await Promise.all(scored.map((pair) => parquet([pair], { columns })))))).toEqual(
      scored,
    );
  });

  test("no files make a file without rows; files with different columns are refused", async () => {
    expect(await readBack(await merge([]))).toEqual([]);
    const merging = merge([await parquet([barePair]), await parquet([{ ...barePair, similarity: 1 } as Scored])]);
    await expect(merging).rejects.toMatchObject({ code: "dataset/parquet-columns" });
  });
});
