import { openBytes, type RandomAccessBytes } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { openTrainingSet, tinyTrainingSet, trainingColumns } from "../src/training-set.js";

const bytes = await tinyTrainingSet.read("training-set.parquet");

/** The file in memory, how much of it was asked for, and how often. */
function countedParts(): RandomAccessBytes & { read: () => number; requests: () => number } {
  let read = 0;
  let requests = 0;
  return {
    byteLength: bytes.length,
    slice: async (start, end) => {
      const part = await openBytes(bytes).slice(start, end);
      read += part.byteLength;
      requests++;
      return part;
    },
    read: () => read,
    requests: () => requests,
  };
}

describe("openTrainingSet", () => {
  it("reads little for a row, and next to nothing for a column without pictures", async () => {
    const parts = countedParts();
    const set = openTrainingSet(parts);
    await set.rowCount();
    const metadata = parts.read();
    expect(metadata).toBeLessThan(200_000);
    await set.row(9000, { columns: ["image"] });
    expect(parts.read() - metadata).toBeLessThan(60_000);
    const before = parts.read();
    for await (const _ of set.rows({ start: 9000, end: 9100, columns: ["name"] }));
    expect(parts.read() - before).toBeLessThan(40_000);
  });

  it.each([
    [undefined, 5, 400_000],
    [["name", "image"] as const, 3, 250_000],
  ])(
    "reads row 42 (%j) in at most %d requests and %d bytes, including the file's metadata",
    async (columns, requests, read) => {
      const parts = countedParts();
      const row = await openTrainingSet(parts).row(42, { columns });
      expect(row.image.length).toBeGreaterThan(100);
      expect(parts.requests()).toBeLessThanOrEqual(requests);
      expect(parts.read()).toBeLessThanOrEqual(read);
    },
  );

  it("reads the file's metadata once", async () => {
    const parts = countedParts();
    const set = openTrainingSet(parts);
    await set.rowCount();
    const after = parts.read();
    await set.rowCount();
    expect(parts.read()).toBe(after);
  });

  it("says when it isn't a Parquet file", async () => {
    const junk = openTrainingSet({
      byteLength: 1000,
      slice: async (start, end = 1000) => new ArrayBuffer(end - start),
    });
    await expect(junk.rowCount()).rejects.toMatchObject({ name: "Alt2imgError", code: "tiny/damaged" });
  });

  it("says when a row group is damaged", async () => {
    const parts = countedParts();
    const set = openTrainingSet({
      byteLength: parts.byteLength,
      slice: async (start, end = bytes.length) =>
        start < 1_000_000 ? new ArrayBuffer(end - start) : parts.slice(start, end),
    });
    await expect(set.row(0)).rejects.toMatchObject({ name: "Alt2imgError", code: "tiny/damaged" });
  });
});

describe("names in other languages", () => {
  it("are in the first row of every emoji, skin tones and genders included, and in no other", async () => {
    const languages = trainingColumns.filter((column) => column.startsWith("name_"));
    expect(languages).toHaveLength(7);
    expect(Object.keys(await tinyTrainingSet.row(0))).toEqual(trainingColumns);
    const seen = new Set<string>();
    const names = new Map<string, (string | null)[]>();
    for await (const row of tinyTrainingSet.rows({ columns: ["key", "hexcode", ...languages] })) {
      const values = languages.map((language) => row[language] as string | null);
      for (const value of values) {
        if (seen.has(row.hexcode)) expect(value, row.key).toBeNull();
        else expect(value, row.key).toMatch(/\S/);
      }
      if (!seen.has(row.hexcode)) names.set(row.hexcode, values);
      seen.add(row.hexcode);
    }
    const apple = ["roter Apfel", "manzana roja", "pomme rouge", "mela rossa", "赤リンゴ", "maçã vermelha", "红苹果"];
    expect(names.get("1F34E")).toEqual(apple);
    expect(names.get("1F469-1F3FF-200D-1F692")?.[0]).toBe("Feuerwehrfrau: dunkle Hautfarbe");
    expect(bytes.length).toBeLessThan(40_000_000);
  });
});

describe("the training set", () => {
  it("is consistent: licences, splits, weights, links between rows", async () => {
    const concepts = { train: new Set<string>(), validation: new Set<string>() };
    const originals = new Map<number, string | null>();
    const licenses = new Set<string>();
    let skewed = 0;
    for await (const row of tinyTrainingSet.rows({
      columns: [
        "id",
        "concept",
        "split",
        "captions",
        "weights",
        "weights_skewed",
        "recoloured_from",
        "key",
        "license",
        "author",
        "source",
        "profession",
      ], // prettier-ignore
    })) {
      concepts[row.split].add(row.concept);
      licenses.add(row.license);
      expect(row.captions.length).toBeGreaterThan(0);
      expect(row.weights).toHaveLength(row.captions.length);
      expect(row.weights_skewed).toHaveLength(row.captions.length);
      expect(Math.min(...row.weights, ...row.weights_skewed)).toBeGreaterThanOrEqual(0);
      if (row.weights.some((weight, i) => weight !== row.weights_skewed[i])) {
        skewed++;
        expect(row.profession).not.toBeNull();
      }
      originals.set(row.id, row.key);
      if (row.recoloured_from !== null) {
        expect(row.recoloured_from).toBeLessThan(row.id);
        expect(row.key.startsWith(`${originals.get(row.recoloured_from)}/`)).toBe(true);
      }
      expect(row.author).not.toBe("");
      expect(row.source).toMatch(/^[@\w/-]+@\d+\.\d+\.\d+$/);
    }
    expect([...licenses].sort()).toEqual(["Apache-2.0", "CC-BY-4.0", "CC0-1.0", "MIT"]);
    expect([...concepts.validation].filter((concept) => concepts.train.has(concept))).toEqual([]);
    expect(concepts.validation.size).toBeGreaterThan(50);
    expect(skewed).toBeGreaterThan(100);
  });
});
