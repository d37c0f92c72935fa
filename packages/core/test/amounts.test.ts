import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatNumber } from "../src/amounts.js";

describe("formatNumber and formatCount", () => {
  it("group thousands and agree with their noun", () => {
    expect(formatNumber(1234567)).toBe("1,234,567");
    expect([0, 1, 2].map((count) => formatCount(count, "page"))).toEqual(["0 pages", "1 page", "2 pages"]);
    expect([1, 2].map((count) => formatCount(count, "entry", "entries"))).toEqual(["1 entry", "2 entries"]);
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [3_400_000, "3.4 MB"],
    [128_403_600, "128 MB"],
  ])("writes %i as %s", (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});
