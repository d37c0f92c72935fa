import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FileParts, openTrainingSet, tinyTrainingSet } from "../src/training-set.js";

const bytes = readFileSync(tinyTrainingSet.files[0]!.url);

/** The file in memory, and how much of it was asked for. */
function countedParts(): FileParts & { read: () => number } {
  let read = 0;
  return {
    byteLength: bytes.length,
    slice: async (start, end) => {
      read += end - start;
      return Uint8Array.from(bytes.subarray(start, end)).buffer;
    },
    read: () => read,
  };
}

describe("openTrainingSet", () => {
  it("reads little for a row, and next to nothing for a column without pictures", async () => {
    const parts = countedParts();
    const set = openTrainingSet(parts);
    await set.rowCount();
    const metadata = parts.read();
    expect(metadata).toBeLessThan(600_000);
    await set.row(9000, { columns: ["image"] });
    expect(parts.read() - metadata).toBeLessThan(120_000);
    const before = parts.read();
    for await (const _ of set.rows({ start: 9000, end: 9100, columns: ["name"] }));
    expect(parts.read() - before).toBeLessThan(40_000);
  });

  it("reads what describes the file once", async () => {
    const parts = countedParts();
    const set = openTrainingSet(parts);
    await set.rowCount();
    const after = parts.read();
    await set.rowCount();
    expect(parts.read()).toBe(after);
  });

  it("says when it is no Parquet file", async () => {
    const junk = openTrainingSet({ byteLength: 1000, slice: async (start, end) => new ArrayBuffer(end - start) });
    await expect(junk.rowCount()).rejects.toMatchObject({ name: "Alt2imgError", code: "tiny/damaged" });
  });

  it("says when a row group is damaged", async () => {
    const parts = countedParts();
    const set = openTrainingSet({
      byteLength: parts.byteLength,
      slice: async (start, end) => (start < 1_000_000 ? new ArrayBuffer(end - start) : parts.slice(start, end)),
    });
    await expect(set.row(0)).rejects.toMatchObject({ name: "Alt2imgError", code: "tiny/damaged" });
  });
});

describe("the training set", () => {
  it("tells the truth about itself: licences, splits, weights, links between rows", async () => {
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
