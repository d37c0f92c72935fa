import { describe, expect, it } from "vitest";
import { mergedReads } from "../src/merged-reads.js";

const file = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);

/** Reads of `file`, and the ranges that were read. */
function reads(): { read: (start: number, end: number) => Promise<ArrayBuffer>; ranges: [number, number][] } {
  const ranges: [number, number][] = [];
  const read = mergedReads(async (start, end) => {
    ranges.push([start, end]);
    if (end > file.length) throw new Error("behind the end");
    return file.slice(start, end).buffer;
  });
  return { read, ranges };
}

describe("mergedReads", () => {
  it("makes one read of those that lie side by side, whatever their order, and gives each its own part", async () => {
    const { read, ranges } = reads();
    const asked: [number, number][] = [
      [300, 400],
      [90_000, 90_010],
      [100, 300],
      [150, 160],
      [5000, 5001],
    ]; // prettier-ignore
    const parts = await Promise.all(asked.map(([start, end]) => read(start, end)));
    expect(ranges).toEqual([
      [100, 5001],
      [90_000, 90_010],
    ]); // prettier-ignore
    asked.forEach(([start, end], i) => {
      expect(new Uint8Array(parts[i]!)).toEqual(file.subarray(start, end));
    });
  });

  it("does not wait for reads of a later turn", async () => {
    const { read, ranges } = reads();
    await read(0, 10);
    await read(10, 20);
    expect(ranges).toEqual([
      [0, 10],
      [10, 20],
    ]); // prettier-ignore
  });

  it("gives an error to those whose read failed, and to no other", async () => {
    const { read } = reads();
    const [good, bad, beside] = await Promise.allSettled([read(0, 1), read(99_990, 100_010), read(99_980, 99_985)]);
    expect(good.status).toBe("fulfilled");
    for (const one of [bad, beside])
      expect(one).toMatchObject({ status: "rejected", reason: { message: "behind the end" } });
  });
});
