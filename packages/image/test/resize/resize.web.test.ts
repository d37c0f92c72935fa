import { describe, expect, it } from "vitest";
import { type ResampleFilter, resize } from "../../src/index.js";
import pillow from "../golden/pillow.json" with { type: "json" };
import { digest, grayPicture, makePicture } from "../make-picture.js";

describe("resize to a size that no memory holds", () => {
  const dot = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
  it.each(["bicubic", "nearest"] as const)("throws before it makes anything: %s", (filter) => {
    for (const size of [
      { width: 1e9, height: 1 },
      { width: 20_000, height: 20_000 },
    ]) {
      expect(() => resize(dot, { ...size, filter })).toThrow(expect.objectContaining({ code: "image/sizes" }));
    }
  });
});

describe("resize", () => {
  it("gives Pillow's bytes for every filter, for odd sizes, extreme ratios and transparent pixels", async () => {
    const wrong: unknown[] = [];
    for (const [width, height, toWidth, toHeight, alpha, filter, expected] of pillow.resize) {
      const picture = makePicture(Number(width), Number(height), { alpha: alpha === 1 });
      const size = { width: Number(toWidth), height: Number(toHeight) };
      const resized = resize(picture, { ...size, filter: filter as ResampleFilter });
      expect({ width: resized.width, height: resized.height }).toEqual(size);
      if ((await digest(resized.data)) !== expected) wrong.push([width, height, size, alpha, filter]);
    }
    expect(wrong).toEqual([]);
    expect(pillow.resize.length).toBeGreaterThan(200);
  });

  it("takes Pillow's nearest neighbours, also where rounding each position on its own would take others", async () => {
    for (const [source, target, expected] of pillow.nearest) {
      const row = grayPicture(Number(source), 1, (x) => x);
      const { data } = resize(row, { width: Number(target), height: 1, filter: "nearest" });
      const first = data.filter((_, i) => i % 4 === 0);
      expect(await digest(first), `${source} to ${target}`).toBe(expected);
    }
  });

  it.each(Object.entries(pillow.row))("resizes a row of five to three by %s", (filter, expected) => {
    const row = grayPicture(5, 1, (x) => [0, 0, 255, 255, 0][x]!);
    const { data } = resize(row, { width: 3, height: 1, filter: filter as ResampleFilter });
    expect([...data].filter((_, i) => i % 4 === 0)).toEqual(expected);
  });

  it("returns an image that already has the size, and doesn't change its input", () => {
    const picture = makePicture(8, 6);
    const before = picture.data.slice();
    expect(resize(picture, { width: 8, height: 6 })).toBe(picture);
    resize(picture, { width: 4, height: 9 });
    expect(picture.data).toEqual(before);
  });

  it("accepts a view that doesn't begin at a multiple of four, and a Uint8Array, too", () => {
    const picture = makePicture(9, 7);
    const shifted = new Uint8Array(picture.data.length + 1).subarray(1);
    shifted.set(picture.data);
    expect(resize({ ...picture, data: shifted }, { width: 4, height: 3 })).toEqual(
      resize(picture, { width: 4, height: 3 }),
    );
  });

  it("rejects wrong arguments, saying what is wrong", () => {
    const picture = makePicture(2, 2);
    expect(() => resize(picture, { width: 0, height: 2 })).toThrow(/at least 1, on each side; got 0 × 2/);
    expect(() => resize(picture, { width: 1.5, height: 2 })).toThrow(/image\/raster-image|whole number/);
    expect(() => resize(picture, { width: 1, height: 2, filter: "cubic" as ResampleFilter })).toThrow(
      /no filter “cubic”/,
    );
    expect(() => resize({ ...picture, data: new Uint8Array(3) }, { width: 1, height: 1 })).toThrow(/must be 16 bytes/);
  });
});
