import { describe, expect, it } from "vitest";
import { formatShare } from "../src/share.js";

describe("formatShare", () => {
  it.each([
    [0, 0, "–"],
    [0, 10, "0 %"],
    [1, 3, "33 %"],
    [10, 10, "100 %"],
    [1, 1000, "< 1 %"],
    [999, 1000, "> 99 %"],
  ])("writes %i of %i as %s", (part, whole, expected) => {
    expect(formatShare(part, whole)).toBe(expected);
  });
});
