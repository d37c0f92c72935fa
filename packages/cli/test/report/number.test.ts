import { describe, expect, it } from "vitest";
import { formatBytes, formatCount, formatNumber, formatShare } from "../../src/report/number.js";

describe("formatNumber and formatCount", () => {
  it("group thousands and agree with their noun", () => {
    expect(formatNumber(1234567)).toBe("1,234,567");
    expect([0, 1, 2].map((count) => formatCount(count, "page"))).toEqual(["0 pages", "1 page", "2 pages"]);
  });
});

describe("formatShare", () => {
  it.each([
    [0, 0, "–"],
    [0, 10, "0 %"],
    [1, 3, "33 %"],
    [10, 10, "100 %"],
    [1, 1000, "< 1 %"],
    [999, 1000, "> 99 %"],
  ])("%i of %i is %s", (part, whole, expected) => {
    expect(formatShare(part, whole)).toBe(expected);
  });
});

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [3_400_000, "3.4 MB"],
    [128_403_600, "128 MB"],
  ])("%i is %s", (bytes, expected) => {
    expect(formatBytes(bytes)).toBe(expected);
  });
});
