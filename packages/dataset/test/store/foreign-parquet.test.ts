// Parquet as other programs write it: their types, compressions and row groups.
import { readFileSync } from "node:fs";
import { openBytes, type RandomAccessBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { readParquet, writeParquetTable } from "../../src/parquet/index.js";
import { openDataset, readRows } from "../../src/store/index.js";

const golden = (name: string): RandomAccessBytes =>
  openBytes(readFileSync(new URL(`../golden/pyarrow/${name}.parquet`, import.meta.url)));
const openGolden = (name: string) => openDataset(new Map([["a.parquet", golden(name)]]));

describe("types", () => {
  test("are those of the values, and dates are texts", async () => {
    const dataset = await openGolden("types");
    expect(Object.fromEntries(dataset.columns.map(({ name, type }) => [name, type]))).toEqual({
      ...{ URL: "string", TEXT: "string", taken: "string", day: "string", price: "double", half: "float" },
      ...{ ids: "json", place: "json", count: "int64", image_embedding: "float-list", ["__proto__"]: "string" },
    });
    const { row } = await dataset.row(1);
    expect(row).toMatchObject({ taken: "2024-01-02T12:30:00.000Z", day: "2024-01-01", price: 1.25, half: 1.5 });
    expect(Object.keys(row)).toContain("__proto__");
    expect((await collect(await readRows(golden("types"))))[2]).toMatchObject({ taken: "2024-01-03T12:30:00.000Z" });
  });

  test("can be counted, whatever they are", async () => {
    const dataset = await openGolden("types");
    const values = async (column: string) =>
      (await dataset.facets(column)).values.map(({ value, count }) => `${value}: ${count}`);
    expect(await values("day")).toEqual(["2024-01-01: 2"]);
    expect(await values("ids")).toEqual(["1152921504606846976: 2", "1: 1"]);
    expect(await values("place")).toEqual(['{"x":"1152921504606846976","y":"b"}: 3']);
    expect(await values("__proto__")).toEqual(["p: 2", "q: 1"]);
    expect(await dataset.facets("price")).toMatchObject({ missing: 0, bins: [{ from: 1.25, to: 1.25, count: 3 }] });
  });

  test("can be in a condition", async () => {
    const dataset = await openGolden("types");
    const found = await collect(dataset.rows({ filter: { day: { oneOf: ["2024-01-01"] } }, columns: [] }));
    expect(found.map(({ index }) => index)).toEqual([0, 1]);
  });
});

describe("compression", () => {
  test.each(["gzip", "zstd", "brotli"])("%s", async (name) => {
    expect((await collect((await openGolden(name)).rows())).map(({ row }) => row["TEXT"])).toContain(
      "a red apple, number 2",
    );
    expect(await collect(await readRows(golden(name)))).toHaveLength(3);
  });

  test("an unknown one is named, and can be given", async () => {
    await expect(collect(await readRows(golden("lz4")))).rejects.toMatchObject({
      code: "dataset/parquet-codec",
      message: expect.stringContaining("is compressed with LZ4"),
    });
    const decompressors = { LZ4_RAW: () => new Uint8Array(), LZ4: () => new Uint8Array() };
    await expect(collect(await readRows(golden("lz4"), { decompressors }))).rejects.toMatchObject({
      code: "dataset/not-parquet",
    });
  });
});

describe("a large row group without a list of pages", () => {
  const COUNT = 40_000;
  const read = { bytes: 0 };
  const counted = (file: RandomAccessBytes): RandomAccessBytes => ({
    ...file,
    async slice(start, end, options) {
      const bytes = await file.slice(start, end, options);
      read.bytes += bytes.byteLength;
      return bytes;
    },
  });

  test.each([
    ["readRows", async (file: RandomAccessBytes) => collect(await readRows(file))],
    ["readParquet", (file: RandomAccessBytes) => collect(readParquet(file))],
  ])("is read once by %s", async (_, readAll) => {
    const rows = Array.from({ length: COUNT }, (__, i) => ({
      ...{
        URL: `https://a.example/${i * 7919}`,
        TEXT: `text ${i * 31_337}`,
        page: "https://p.example/",
        source: "alt",
      },
    }));
    const columns = ["URL", "TEXT", "page", "source"].map((name) => ({ name, type: "string" }) as const);
    const chunks = await collect(writeParquetTable(rows, { columns, rowGroupSize: COUNT }));
    const file = openBytes(new Uint8Array(await new Blob(chunks).arrayBuffer()));
    read.bytes = 0;
    const found = await readAll(counted(file));
    expect(found).toHaveLength(COUNT);
    expect(JSON.stringify(found[COUNT - 1])).toContain(rows[COUNT - 1]!.TEXT);
    // The footer is read beforehand, with what is in front of it.
    expect(read.bytes).toBeLessThan(2 * file.byteLength);
  });
});
