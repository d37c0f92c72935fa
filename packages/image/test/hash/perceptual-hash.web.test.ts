import type { RasterImage } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import { dHash, hashDistance, pHash } from "../../src/index.js";
import pillow from "../golden/pillow.json" with { type: "json" };
import { grayPicture, makePicture } from "../make-picture.js";

function picture(name: string): RasterImage {
  switch (name) {
    case "ramp":
      return grayPicture(64, 64, (x) => 4 * x);
    case "ramp down":
      return grayPicture(64, 64, (_, y) => 4 * y);
    case "flat":
      return grayPicture(40, 30, () => 77);
    case "checks":
      return grayPicture(64, 64, (x, y) => 255 * (((x >> 3) + (y >> 3)) % 2));
    case "disc":
      return grayPicture(64, 64, (x, y) => (Math.hypot(x - 32, y - 32) < 20 ? 255 : 0));
    default: {
      const [width = 0, height = 0] = name.split("x").map(Number);
      return makePicture(width, height, { alpha: true });
    }
  }
}

describe("perceptual hashes", () => {
  it.each(pillow.hash)("are imagehash's for %s", (name, difference, perceptual) => {
    expect([dHash(picture(name)), pHash(picture(name))]).toEqual([difference, perceptual]);
  });

  it("are the known ones for a ramp", () => {
    expect([dHash(picture("ramp")), pHash(picture("ramp"))]).toEqual(["ffffffffffffffff", "8000000000000000"]);
  });

  it("differ in a number of bits", () => {
    expect(hashDistance("ffffffffffffffff", "fffffffffffffffe")).toBe(1);
    expect(hashDistance("0f", "f0")).toBe(8);
    expect(hashDistance("Ab", "aB")).toBe(0);
    expect(() => hashDistance("0", "00")).toThrow(/hexadecimal and equally long/);
    expect(() => hashDistance("", "")).toThrow(/hexadecimal/);
  });
});
