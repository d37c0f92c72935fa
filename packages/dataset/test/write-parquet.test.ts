import { gzipSync } from "node:zlib";
import { type ImageTextPair, openBytes, type Progress } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { parquetMetadata, parquetReadObjects, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { describe, expect, test } from "vitest";
import { readParquet, type WriteParquetOptions, writeParquet } from "../src/parquet/index.js";
import { barePair, fullPair, manyPairs } from "./pairs.js";

async function parquet(pairs: ImageTextPair[], options?: WriteParquetOptions): Promise<ArrayBuffer> {
  return new Blob(await collect(writeParquet(pairs, options))).arrayBuffer();
}

const fullRow = {
  URL: fullPair.imageUrl,
  TEXT: fullPair.text,
  declared_width: 640,
  declared_height: 480,
  page: fullPair.pageUrl,
  source: "figcaption",
  opt_out: "noai, gptbot: noindex",
  filename: "crawl/CC-MAIN-1.warc.gz",
  offset: 5_000_000_000n,
  length: 1234n,
};
const bareRow = {
  URL: barePair.imageUrl,
  TEXT: "b",
  declared_width: null,
  declared_height: null,
  page: barePair.pageUrl,
  source: "alt",
  opt_out: null,
  filename: null,
  offset: null,
  length: null,
};

test("every column of a pair, read by another library", async () => {
  const rows = await parquetReadObjects({ file: await parquet([fullPair, barePair]) });
  expect(rows).toEqual([fullRow, bareRow]);
});

test("the schema: LAION's names, strings as strings, and which columns may be null", async () => {
  const { children } = parquetSchema(parquetMetadata(await parquet([barePair])));
  expect(children.map(({ element: { name, type, repetition_type } }) => [name, type, repetition_type])).toEqual([
    ["URL", "BYTE_ARRAY", "REQUIRED"],
    ["TEXT", "BYTE_ARRAY", "REQUIRED"],
    ["declared_width", "INT32", "OPTIONAL"],
    ["declared_height", "INT32", "OPTIONAL"],
    ["page", "BYTE_ARRAY", "REQUIRED"],
    ["source", "BYTE_ARRAY", "REQUIRED"],
    ["opt_out", "BYTE_ARRAY", "OPTIONAL"],
    ["filename", "BYTE_ARRAY", "OPTIONAL"],
    ["offset", "INT64", "OPTIONAL"],
    ["length", "INT64", "OPTIONAL"],
  ]);
  for (const { element } of children.filter(({ element: { type } }) => type === "BYTE_ARRAY")) {
    expect(element.logical_type).toEqual({ type: "STRING" });
  }
});

test("a chunk for each row group, the last with the footer, and the rows in order", async () => {
  const pairs = manyPairs(25);
  const chunks = await collect(writeParquet(pairs, { rowGroupSize: 10 }));
  expect(chunks).toHaveLength(3);
  const file = await new Blob(chunks).arrayBuffer();
  expect(parquetMetadata(file).row_groups.map(({ num_rows }) => num_rows)).toEqual([10n, 10n, 5n]);
  const rows = await parquetReadObjects({ file });
  expect(rows.map((row) => row["TEXT"])).toEqual(pairs.map(({ text }) => text));
});

test("no pairs make a file with all columns and no rows", async () => {
  const file = await parquet([]);
  expect(parquetMetadata(file).num_rows).toBe(0n);
  expect(await parquetReadObjects({ file })).toEqual([]);
  expect(parquetSchema(parquetMetadata(file)).children).toHaveLength(10);
});

test("the same pairs make the same bytes", async () => {
  expect(await parquet(manyPairs(50))).toEqual(await parquet(manyPairs(50)));
});

test("a declared size is rounded, and null if it isn't a size", async () => {
  const file = await parquet([{ ...barePair, width: 33.5, height: 3e9 }]);
  expect(await parquetReadObjects({ file })).toMatchObject([{ declared_width: 34, declared_height: null }]);
});

test("the picture's own size is in LAION's columns, and what the page declares in others", async () => {
  const fetched = { ...barePair, width: 300, height: 200, WIDTH: 1200, HEIGHT: 800 };
  const file = await parquet([fetched]);
  expect(await parquetReadObjects({ file })).toMatchObject([
    { declared_width: 300, declared_height: 200, WIDTH: 1200, HEIGHT: 800 },
  ]);
  expect(parquetMetadata(file).schema.find(({ name }) => name === "WIDTH")).toMatchObject({ type: "INT32" });
  expect(await collect(readParquet(openBytes(file)))).toEqual([fetched]);
});

test("hashes, files and halves: int64, bytes and float16 lists", async () => {
  const columns = [
    { name: "hash", type: "int64" as const },
    { name: "image", type: "bytes" as const },
    { name: "embedding", type: "float16-list" as const },
  ];
  const row = { ...barePair, hash: -(2n ** 63n), image: Uint8Array.of(0, 255), embedding: Float32Array.of(0.1, -2) };
  const file = await parquet([row, { ...row, hash: 7, embedding: [65504, 2 ** -24] } as typeof barePair], { columns });
  expect(parquetMetadata(file).schema.at(-1)).toMatchObject({
    type: "FIXED_LEN_BYTE_ARRAY",
    type_length: 2,
    logical_type: { type: "FLOAT16" },
  });
  // 0.1 as a float16 is 0x2e66.
  expect(await parquetReadObjects({ file, utf8: false })).toMatchObject([
    { hash: -(2n ** 63n), image: Uint8Array.of(0, 255), embedding: [0.0999755859375, -2] },
    { hash: 7n, embedding: [65504, 2 ** -24] },
  ]);
  const [back] = await collect(readParquet(openBytes(file)));
  expect(back).toMatchObject({ image: Uint8Array.of(0, 255), hash: -(2n ** 63n) });
});

test.each([2n ** 63n, 1.5, 2 ** 53, "7"])("%s isn't an int64", async (hash) => {
  const broken = parquet([{ ...barePair, hash } as typeof barePair], { columns: [{ name: "hash", type: "int64" }] });
  await expect(broken).rejects.toMatchObject({ code: "dataset/parquet-column" });
});

describe("codecs", () => {
  test("uncompressed and gzip", async () => {
    const pairs = manyPairs(300);
    const plain = await parquet(pairs, { codec: "UNCOMPRESSED" });
    const gzip = await parquet(pairs, { codec: "GZIP", compressors: { GZIP: (input) => gzipSync(input) } });
    expect(gzip.byteLength).toBeLessThan(plain.byteLength);
    expect(await parquetReadObjects({ file: gzip, compressors })).toEqual(await parquetReadObjects({ file: plain }));
  });

  test("one without its function is refused before anything is read", async () => {
    let read = false;
    function* source(): Generator<ImageTextPair> {
      read = true;
      yield barePair;
    }
    const broken = collect(writeParquet(source(), { codec: "ZSTD" }));
    await expect(broken).rejects.toMatchObject({ code: "dataset/parquet-codec" });
    expect(read).toBe(false);
  });
});

test.each([0, -1, 1.5, Number.NaN])("a row group of %d rows is refused", async (rowGroupSize) => {
  await expect(parquet([barePair], { rowGroupSize })).rejects.toMatchObject({ code: "dataset/row-group-size" });
});

test("progress ends at the number of pairs, and an abort stops it", async () => {
  const seen: Progress[] = [];
  await parquet(manyPairs(25), { rowGroupSize: 10, onProgress: (progress) => seen.push(progress) });
  expect(seen.map(({ done }) => done)).toEqual([10, 20, 25]);
  expect(seen.at(-1)).toEqual({ stage: "write", done: 25, total: 25, unit: "pairs" });
  const signal = AbortSignal.abort(new Error("no"));
  await expect(parquet([barePair], { signal })).rejects.toThrow("no");
});
