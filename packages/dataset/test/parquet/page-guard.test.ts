// Files of a few bytes that would take gigabytes.
import { readFileSync } from "node:fs";
import { Alt2imgError, concatenate, openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { mergeParquet } from "../../src/parquet/merge-parquet.js";
import { checkIndices, checkLevels, checkPage, type PageInfo } from "../../src/parquet/page-runs.js";
import { type IvfIndex, openIvf, writeIvf } from "../../src/search/index.js";
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

/** A file whose values each begin with all of the one before: `rows` times `suffix` bytes become half of `rows` times that. */
function prefixBomb(rows: number, suffix: number): Uint8Array<ArrayBuffer> {
  const file = Buffer.from(
    parquetWriteBuffer({
      ...{ codec: "UNCOMPRESSED", statistics: false, rowGroupSize: rows },
      columnData: ["URL", "TEXT"].map((name) => ({
        ...{ name, type: "STRING", encoding: "PLAIN", nullable: false },
        data: new Array(rows).fill("x".repeat(suffix)),
      })),
    }),
  );
  // One miniblock of 128 values a block, all of whose deltas are the same: no bits each.
  const deltas = (first: number, delta: number): number[] => [
    ...[...varint(128), 1, ...varint(rows), ...varint(2 * first)],
    ...Array.from({ length: Math.ceil((rows - 1) / 128) }, () => [...varint(2 * delta), 0]).flat(),
  ];
  const page = Buffer.from([...deltas(0, suffix), ...deltas(suffix, 0)]);
  // The fields num_values, num_nulls, num_rows and encoding, which is PLAIN and becomes DELTA_BYTE_ARRAY.
  const fields = Buffer.from([0x15, ...varint(2 * rows), 0x15, 0, 0x15, ...varint(2 * rows), 0x15, 0]);
  const body = Buffer.from([suffix, 0, 0, 0, 0x78]);
  for (let at = file.indexOf(fields); at !== -1; at = file.indexOf(fields, at + 1)) {
    file[at + fields.length - 1] = 2 * 7;
    page.copy(file, file.indexOf(body, at));
  }
  return new Uint8Array(file);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)];
}

type Read = (bytes: Uint8Array) => Promise<unknown>;
const decoded: readonly Read[] = [
  async (bytes) => collect(await readRows(openBytes(bytes))),
  async (bytes) => collect((await openDataset(new Map([["a.parquet", openBytes(bytes)]]))).rows()),
];
/** Decodes only small row groups. */
const merged: Read = (bytes) => collect(mergeParquet([openBytes(bytes)]));

const refused = async (bytes: Uint8Array, message: RegExp, reads = decoded): Promise<void> => {
  for (const read of reads) await expect(read(bytes)).rejects.toMatchObject({ code: "dataset/not-parquet", message });
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
    await refused(bomb, tooLong);
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
    await refused(file, /levels of -1 /, [...decoded, merged]);
  });

  it("that claims more rows than a group has is refused", async () => {
    const claims = nulls.toString("latin1").replaceAll("\x82\x80\x80\x01", "\xfe\xff\xff\x7f");
    await refused(Buffer.from(claims, "latin1"), /claims/);
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

  it("whose values grow by what each takes of the one before is refused", async () => {
    await refused(prefixBomb(4000, 50), /the values of a page have more than \d+ bytes/, [...decoded, merged]);
  });

  it("with such values that are short is read", async () => {
    const rows = await collect(await readRows(openBytes(prefixBomb(5, 3))));
    expect(rows.map(({ URL }) => String(URL).length)).toEqual([3, 6, 9, 12, 15]);
  });
});

describe("an index", () => {
  const rows = 2000;
  const data = new Float32Array(8 * rows).map((_, i) => Math.sin(i));
  const open = async (replace: (files: Record<"cells" | "vectors", Uint8Array>) => object): Promise<IvfIndex> => {
    const written = await writeIvf([{ name: "a", embeddings: { rows, dimension: 8, data } }], { cells: 100 });
    const files = { cells: written.cells, vectors: concatenate(await collect(written.vectors)) };
    const { cells, vectors } = { ...files, ...replace(files) };
    return openIvf({ cells: openBytes(cells), vectors: openBytes(vectors), rows: openBytes(prefixBomb(rows, 140)) });
  };

  it("whose metadata grow without end is refused", async () => {
    const index = await open(() => ({}));
    await expect(index.readRows([{ position: 0 }])).rejects.toMatchObject({
      code: "dataset/ivf",
      message: /the values of a page have more than/,
    });
  });

  it("that claims more cells than it has is refused", async () => {
    const claim = ({ cells }: { cells: Uint8Array }): object => {
      const bytes = Buffer.from(cells);
      const footer = bytes.length - 8 - bytes.readUint32LE(bytes.length - 8);
      const at = bytes.indexOf(Buffer.from([0x16, ...varint(2 * 100)]), footer);
      bytes.set(varint(2 * 8000), at + 1);
      return { cells: new Uint8Array(bytes) };
    };
    await expect(open(claim)).rejects.toMatchObject({ code: "dataset/ivf" });
  });
});
