import { describe, expect, it } from "vitest";
import { openBytes, type RandomAccessBytes, readRanges } from "../src/index.js";

const bytes = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

function counting(): { file: RandomAccessBytes; reads: string[] } {
  const reads: string[] = [];
  const memory = openBytes(bytes);
  const slice: RandomAccessBytes["slice"] = (start, end, options) => {
    reads.push(`${start}-${end}`);
    return memory.slice(start, end, options);
  };
  return { file: { ...memory, slice }, reads };
}

describe("readRanges", () => {
  it("merges ranges that are near each other into one read, in any order, and gives each its own bytes", async () => {
    const { file, reads } = counting();
    const ranges = [
      { start: 300, end: 400 },
      { start: 90_000, end: 90_010 },
      { start: 100, end: 300 },
      { start: 150, end: 160 },
      { start: 5000, end: 5001 },
      { start: 7, end: 7 },
    ];
    const parts = await readRanges(file, ranges);
    expect(reads).toEqual(["7-5001", "90000-90010"]);
    expect(parts).toEqual(ranges.map(({ start, end }) => bytes.slice(start, end)));
  });

  it("reads across gaps of up to `gap` bytes", async () => {
    const { file, reads } = counting();
    const ranges = [
      { start: 0, end: 10 },
      { start: 20, end: 30 },
      { start: 41, end: 50 },
    ];
    await readRanges(file, ranges, { gap: 10 });
    expect(reads).toEqual(["0-30", "41-50"]);
  });

  it("reads nothing for no ranges, or when any range is invalid", async () => {
    const { file, reads } = counting();
    expect(await readRanges(file, [])).toEqual([]);
    const wrong = [
      { start: 0, end: 10 },
      { start: 200_000, end: 200_001 },
    ];
    await expect(readRanges(file, wrong)).rejects.toMatchObject({ code: "core/range" });
    expect(reads).toEqual([]);
  });

  it("stops when it is aborted", async () => {
    const reason = new Error("enough");
    const { file } = counting();
    const ranges = [{ start: 0, end: 1 }];
    await expect(readRanges(file, ranges, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
