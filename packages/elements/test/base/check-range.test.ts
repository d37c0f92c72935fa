import { describe, expect, it } from "vitest";
import { checkChoice, checkRange } from "../../src/base/check-range.js";

describe("attributes", () => {
  it("take both ends of their range, and nothing outside", () => {
    for (const value of [1, 50, 100])
      expect(() => checkRange("steps", value, [1, 100], { isWhole: true })).not.toThrow();
    const wrong = /attribute steps has to be a whole number from 1 to 100, but is/;
    for (const value of [0, 101, 1.5, Number.NaN]) {
      expect(() => checkRange("steps", value, [1, 100], { isWhole: true })).toThrow(wrong);
    }
    expect(() => checkRange("guidance", 1.5, [0, 30])).not.toThrow();
  });

  it("are one of their choices", () => {
    expect(() => checkChoice("form", "vp", ["vp", "ve"])).not.toThrow();
    expect(() => checkChoice("form", "VP", ["vp", "ve"])).toThrow('form has to be one of vp, ve, but is "VP".');
  });
});
