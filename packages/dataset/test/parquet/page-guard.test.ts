// Files of a few bytes that would take gigabytes.
import { readFileSync } from "node:fs";
import { Alt2imgError, openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { checkIndices, checkLevels, checkPage, type PageInfo } from "../../src/parquet/page-runs.js";
import { openDataset, readRows } from "../../src/store/index.js";

const info: PageInfo = { values: 100, present: undefined, encoding: "PLAIN", maxRepetition: 0, maxDefinition: 1 };
/** 2²⁸ − 1 values: a run of five bytes. */
const long = [0xfe, 0xff, 0xff, 0xff, 0x01];
const section = (...bytes: number[]): number[] => [bytes.length, 0, 0, 0, ...bytes];
const tooLong = /a run of a page has -?\d+ values/;

describe("a run", () => {
  it.each<[string, number[], Partial<PageInfo>]>([
    ["of definition levels", section(...long, 1), {}],
    ["of repetition levels", [...section(...long, 0), ...section(200, 1, 1)], { maxRepetition: 1 }],
    ["of indices", [...section(200, 1, 1), 1, ...long, 0], { encoding: "RLE_DICTIONARY" }],
    [
      "of indices after packed levels",
      [...section(27, ...new Array(13).fill(0x55)), 1, ...long, 0],
      { encoding: "PLAIN_DICTIONARY" },
    ],
    ["of truth values", [...section(200, 1, 1), ...section(...long, 1)], { encoding: "RLE" }],
    ["that is packed", section(0xff, 0xff, 0xff, 0xff, 0x01, 0), {}],
    ["of a negative number", section(0x81, 0x80, 0x80, 0x80, 0x08, 0), {}],
  ])("%s that is too long is refused", (_, bytes, more) => {
    expect(() => checkPage(Uint8Array.from(bytes), { ...info, ...more })).toThrow(tooLong);
  });

  it("that fits is fine, and so is what comes after the last value", () => {
    checkPage(Uint8Array.from([...section(200, 1, 1), 1, 200, 1, 0, ...long]), { ...info, encoding: "RLE_DICTIONARY" });
    // 52 of 104 packed levels are 1, of which 50 count.
    const packed = section(27, ...new Array(13).fill(0x55));
    checkPage(Uint8Array.from([...packed, 1, 100, 0, ...long]), { ...info, encoding: "RLE_DICTIONARY" });
    checkIndices(Uint8Array.of(), 0, { ...info, encoding: "RLE_DICTIONARY" });
  });

  it("that ends before the last value is refused, whatever follows", () => {
    const early = /the runs of a page end after 50 of 100 values/;
    expect(() => checkPage(Uint8Array.from([...section(100, 1), ...long, 1]), info)).toThrow(early);
    const sizes = { repetitionBytes: 0, definitionBytes: 2 };
    expect(() => checkLevels(Uint8Array.of(100, 1, ...long), sizes, info)).toThrow(early);
    const dictionary = { ...info, encoding: "RLE_DICTIONARY" };
    expect(() => checkIndices(Uint8Array.of(1, 100, 1), 100, dictionary)).toThrow(early);
    // Of no bits, and so not read.
    checkIndices(Uint8Array.of(0), 100, dictionary);
  });

  it("of the second version of pages that is too long is refused", () => {
    const sizes = { repetitionBytes: 0, definitionBytes: 6 };
    expect(() => checkLevels(Uint8Array.of(...long, 1), sizes, info)).toThrow(tooLong);
  });
});

const refused = async (bytes: Uint8Array): Promise<void> => {
  const files = new Map([["a.parquet", openBytes(bytes)]]);
  for (const read of [
    async () => collect(await readRows(openBytes(bytes))),
    async () => collect((await openDataset(files)).rows()),
  ]) {
    await expect(read()).rejects.toMatchObject({ code: "dataset/not-parquet" });
  }
};

describe("a file", () => {
  const COUNT = 2 ** 20 + 1;
  const nulls = Buffer.from(
    parquetWriteBuffer({
      codec: "UNCOMPRESSED",
      statistics: false,
      rowGroupSize: COUNT,
      columnData: ["URL", "TEXT"].map((name) => ({ name, type: "STRING", data: new Array(COUNT).fill(null) })),
    }),
  );

  it("with a run beyond its page is refused", async () => {
    // The run of all levels: 2 × COUNT as a varint, and level 0.
    const run = Buffer.from([0x82, 0x80, 0x80, 0x01, 0]);
    expect(nulls.length).toBeLessThan(300);
    const at = nulls.lastIndexOf(run);
    const bomb = Buffer.from(nulls);
    bomb.set([0xfe, 0xff, 0xff, 0x7f], at);
    await refused(bomb);
  });

  it("with levels of a negative length is refused", async () => {
    const file = Buffer.from(
      parquetWriteBuffer({
        statistics: false,
        columnData: ["URL", "TEXT"].map((name) => ({ name, type: "STRING", data: ["a", null, "a", null] })),
      }),
    );
    // The fields num_rows, encoding and the length of the definition levels, which is 2 and becomes -1.
    const fields = file.indexOf(Buffer.from([0x15, 0x08, 0x15, 0x10, 0x15]));
    expect(fields).toBeGreaterThan(0);
    file[fields + 5] = 0x01;
    await refused(file);
  });

  it("that claims more rows than a group has is refused", async () => {
    const claims = nulls.toString("latin1").replaceAll("\x82\x80\x80\x01", "\xfe\xff\xff\x7f");
    await refused(Buffer.from(claims, "latin1"));
  });

  it("whose pages are something else when they are decompressed is refused", async () => {
    const types = readFileSync(new URL("../golden/pyarrow/types.parquet", import.meta.url));
    const SNAPPY = (_: Uint8Array, length: number): Uint8Array => {
      const page = new Uint8Array(Math.max(length, 10));
      page.set(section(...long, 1));
      return page.subarray(0, length);
    };
    const error = await collect(await readRows(openBytes(types), { decompressors: { SNAPPY } })).then(String, (e) => e);
    expect(error).toBeInstanceOf(Alt2imgError);
    expect(error.message).toMatch(tooLong);
  });
});
