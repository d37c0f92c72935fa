import { describe, expect, it } from "vitest";
import { dHash, hashDistance, pHash } from "../../src/index.js";
import pillow from "../golden/pillow.json" with { type: "json" };
import { hashedPicture } from "../make-picture.js";

describe("perceptual hashes", () => {
  it.each(pillow.hash)("are imagehash's for %s", (name, difference, perceptual) => {
    expect([dHash(hashedPicture(name)), pHash(hashedPicture(name))]).toEqual([difference, perceptual]);
  });

  it("are the known ones for a ramp", () => {
    expect([dHash(hashedPicture("ramp")), pHash(hashedPicture("ramp"))]).toEqual([
      "ffffffffffffffff",
      "8000000000000000",
    ]);
  });

  it("differ in a number of bits", () => {
    expect(hashDistance("ffffffffffffffff", "fffffffffffffffe")).toBe(1);
    expect(hashDistance("0f", "f0")).toBe(8);
    expect(hashDistance("Ab", "aB")).toBe(0);
    expect(() => hashDistance("0", "00")).toThrow(/hexadecimal and equally long/);
    expect(() => hashDistance("", "")).toThrow(/hexadecimal/);
  });
});
