import { type ImageTextPair, openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { mergeParquet, readParquet, writeParquet, writeParquetTable } from "../src/parquet/index.js";
import { barePair, fullPair, manyPairs } from "./pairs.js";

const bytesOf = async (chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Blob(await collect(chunks)).arrayBuffer());

const embedding = Float32Array.of(0.5, -0.25, 0.1);
const numbers = [0.5, -0.25, Math.fround(0.1)];
const columns = [{ name: "image_embedding", type: "float-list" as const }];
type Embedded = ImageTextPair & { image_embedding?: unknown };

describe("a column of float lists", () => {
  test("is a LIST of FLOAT in three levels, as the format wants it", async () => {
    const file = await bytesOf(writeParquet([{ ...barePair, image_embedding: embedding } as Embedded], { columns }));
    expect(parquetMetadata(file.buffer).schema.slice(-3)).toMatchObject([
      { name: "image_embedding", repetition_type: "OPTIONAL", converted_type: "LIST", logical_type: { type: "LIST" } },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", repetition_type: "REQUIRED", type: "FLOAT" },
    ]);
  });

  test("is read by another library, and by readParquet, with empty cells, empty lists and plain arrays", async () => {
    const pairs: Embedded[] = [
      { ...barePair, image_embedding: embedding },
      fullPair,
      { ...barePair, image_embedding: [] },
      { ...barePair, image_embedding: [1, 2] },
    ];
    const file = await bytesOf(writeParquet(pairs, { columns, rowGroupSize: 3 }));
    const rows = await parquetReadObjects({ file: file.buffer });
    // hyparquet gives undefined for a list that is null.
    const cells = rows.map((row) => row["image_embedding"] ?? null);
    expect(cells).toEqual([numbers, null, [], [1, 2]]);
    const back: Embedded[] = await collect(readParquet(openBytes(file)));
    expect(back).toEqual([{ ...barePair, image_embedding: numbers }, fullPair, { ...pairs[2] }, { ...pairs[3] }]);
  });

  test("is what a Float32Array becomes by itself; other arrays stay JSON", async () => {
    const pairs = [{ ...barePair, image_embedding: embedding, box: [1, 2] } as Embedded];
    const { schema } = parquetMetadata((await bytesOf(writeParquet(pairs))).buffer);
    expect(schema.filter(({ converted_type }) => converted_type === "LIST").map(({ name }) => name)).toEqual([
      "image_embedding",
    ]);
    expect(schema.find(({ name }) => name === "box")).toMatchObject({ converted_type: "JSON" });
  });

  test("survives a merge, of small row groups and of copied ones", async () => {
    const some = (count: number): Embedded[] =>
      manyPairs(count).map((pair, i) => ({ ...pair, image_embedding: Float32Array.of(i, i / 2) }));
    for (const count of [4, 6_000]) {
      const parts = [some(count), some(3)];
      const files = await Promise.all(parts.map((part) => bytesOf(writeParquet(part, { columns }))));
      const merged = await bytesOf(mergeParquet(files.map((file) => openBytes(file))));
      const back: Embedded[] = await collect(readParquet(openBytes(merged)));
      expect(back.map(({ image_embedding }) => image_embedding)).toEqual(
        parts.flat().map(({ image_embedding }) => [...(image_embedding as Float32Array)]),
      );
    }
  });

  test.each([["0.5"], [{ 0: 1 }], [[1, "2"]], [new Uint8Array(2)]])("refuses %j", async (value) => {
    const writing = collect(writeParquet([{ ...barePair, image_embedding: value } as Embedded], { columns }));
    await expect(writing).rejects.toMatchObject({ code: "dataset/parquet-column" });
  });
});

describe("a table of other rows", () => {
  const table = [
    { name: "file", type: "string" as const },
    { name: "embedding", type: "float-list" as const },
  ];

  test("has exactly the columns that are named", async () => {
    const rows = [{ file: "a.png", embedding }, { file: "b.png" }];
    const file = await bytesOf(writeParquetTable(rows, { columns: table }));
    const back = await parquetReadObjects({ file: file.buffer });
    expect(back).toEqual([
      { file: "a.png", embedding: numbers },
      { file: "b.png", embedding: undefined },
    ]);
    expect(await bytesOf(writeParquetTable(rows, { columns: table }))).toEqual(file);
  });

  test("without rows is a valid file", async () => {
    const file = await bytesOf(writeParquetTable([], { columns: table }));
    expect(await parquetReadObjects({ file: file.buffer })).toEqual([]);
  });

  test("refuses a column that is there twice, and a key that has no column", async () => {
    const twice = collect(writeParquetTable([], { columns: [...table, ...table] }));
    await expect(twice).rejects.toThrow("There is already a column for “file”");
    const lost = collect(writeParquetTable([{ file: "a", size: 3 }], { columns: table }));
    await expect(lost).rejects.toThrow("the key “size”");
  });

  test("an abort stops it with the signal's reason", async () => {
    const writing = collect(writeParquetTable([], { columns: table, signal: AbortSignal.abort(new Error("no")) }));
    await expect(writing).rejects.toThrow("no");
  });
});
