import { describe, expect, it } from "vitest";
import {
  centerCrop,
  crop,
  grid,
  longestEdgeSize,
  type Orientation,
  orient,
  pad,
  shortestEdgeSize,
} from "../../src/index.js";
import pillow from "../golden/pillow.json" with { type: "json" };
import { digest, grayPicture, makePicture } from "../make-picture.js";

/** The brightness of each pixel of the first row. */
const row = ({ width, data }: { width: number; data: ArrayLike<number> }): number[] =>
  Array.from({ length: width }, (_, x) => data[4 * x]!);

describe("sizes", () => {
  it("round the longer side down", () => {
    expect(shortestEdgeSize({ width: 640, height: 427 }, 224)).toEqual({ width: 335, height: 224 });
    expect(shortestEdgeSize({ width: 427, height: 640 }, 224)).toEqual({ width: 224, height: 335 });
    expect(shortestEdgeSize({ width: 7, height: 7 }, 3)).toEqual({ width: 3, height: 3 });
    expect(longestEdgeSize({ width: 640, height: 427 }, 224)).toEqual({ width: 224, height: 149 });
    expect(longestEdgeSize({ width: 1, height: 1000 }, 10)).toEqual({ width: 1, height: 10 });
    expect(() => shortestEdgeSize({ width: 1, height: 1 }, 0)).toThrow(/The edge must be/);
  });
});

describe("crops", () => {
  it("take a region, transparent outside the image, as Pillow's crop does", async () => {
    expect(await digest(crop(makePicture(20, 10), { x: -3, y: 4, width: 18, height: 9 }).data)).toBe(pillow.crop);
    expect(() => crop(makePicture(2, 2), { x: 0.5, y: 0, width: 1, height: 1 })).toThrow(/whole pixel; got 0.5, 0/);
  });

  it("take the middle, with an odd pixel by transformers' rule or torchvision's", () => {
    const wide = grayPicture(335, 224, (x) => x % 256);
    expect(row(centerCrop(wide, { width: 224, height: 224 }))[0]).toBe(55);
    expect(row(centerCrop(wide, { width: 224, height: 224, rounding: "half-even" }))[0]).toBe(56);
    const odd = grayPicture(7, 1, (x) => x);
    expect(row(centerCrop(odd, { width: 2, height: 1, rounding: "half-even" }))).toEqual([2, 3]);
  });

  it("pad what is smaller with black", () => {
    const small = grayPicture(2, 1, () => 9);
    expect(row(centerCrop(small, { width: 5, height: 1 }))).toEqual([0, 0, 9, 9, 0]);
  });
});

describe("pad and grid", () => {
  it("put an image on a larger background", () => {
    const dot = grayPicture(1, 1, () => 200);
    expect(row(pad(dot, { width: 4, height: 1, color: [7, 7, 7] }))).toEqual([7, 200, 7, 7]);
    expect(row(pad(dot, { width: 3, height: 1, position: "top-left" }))).toEqual([200, 0, 0]);
    expect(() => pad(dot, { width: 0, height: 1 })).toThrow(/The padded size/);
    expect(() =>
      pad(
        grayPicture(3, 3, () => 0),
        { width: 2, height: 9 },
      ),
    ).toThrow(/3 × 3: it doesn't fit into 2 × 9/);
  });

  it("make contact sheets and film strips", () => {
    const images = [1, 2, 3].map((value) => grayPicture(2, 1, () => value));
    const sheet = grid(images, { gap: 1, color: [9, 9, 9] });
    expect([sheet.width, sheet.height]).toEqual([5, 3]);
    expect(row(sheet)).toEqual([1, 1, 9, 2, 2]);
    expect(row({ width: 5, data: sheet.data.subarray(4 * 5 * 2) })).toEqual([3, 3, 9, 9, 9]);
    expect(row(grid(images, { columns: 3 }))).toEqual([1, 1, 2, 2, 3, 3]);
    expect(row(grid([grayPicture(3, 1, () => 1), grayPicture(1, 1, () => 2)], { columns: 2 }))).toEqual([
      1, 1, 1, 255, 2, 255,
    ]);
    expect(() => grid([])).toThrow(/at least one image/);
    expect(() => grid(images, { columns: 0 })).toThrow(/columns, at least 1/);
  });
});

describe("orient", () => {
  it.each(pillow.orient)(
    "turns orientation %i as Pillow's exif_transpose does",
    async (orientation, width, height, expected) => {
      const upright = orient(makePicture(7, 5), orientation as Orientation);
      expect([upright.width, upright.height]).toEqual([width, height]);
      expect(await digest(upright.data)).toBe(expected);
    },
  );

  it("accepts only 1 to 8", () => {
    expect(() => orient(makePicture(1, 1), 0 as Orientation)).toThrow(/from 1 to 8; got 0/);
  });
});
