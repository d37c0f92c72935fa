import { describe, expect, it } from "vitest";
import { centerPart, resize, shortestEdgeSize, toPixelValues } from "../../src/index.js";
import clip from "../golden/clip.json" with { type: "json" };
import { digest, makePicture } from "../make-picture.js";

const mean = clip.mean as [number, number, number];
const std = clip.std as [number, number, number];

describe("toPixelValues", () => {
  it("gives the numbers of transformers' preprocessing to the last bit", async () => {
    for (const [width, height, edge, expected, sample] of clip.pixel_values as [
      number,
      number,
      number,
      string,
      number[],
    ][]) {
      const size = shortestEdgeSize({ width, height }, edge);
      const part = centerPart(size, { width: edge, height: edge });
      const { data, dims } = toPixelValues(resize(makePicture(width, height), { ...size, part }), { mean, std });
      expect(dims).toEqual([3, edge, edge]);
      const at = Math.floor(edge / 2) * edge + Math.floor(edge / 3);
      expect([0, 1, 2].map((channel) => data[channel * edge * edge + at])).toEqual(sample);
      expect(await digest(new Uint8Array(data.buffer)), `${width} × ${height} at ${edge}`).toBe(expected);
    }
  });

  it("rejects wrong numbers, saying what is wrong", () => {
    const picture = makePicture(2, 2);
    expect(() => toPixelValues(picture, { mean, std: [1, 0, 1] })).toThrow(/the latter not 0; got .* and 1,0,1/);
    expect(() => toPixelValues(picture, { mean: [Number.NaN, 0, 0], std })).toThrow(/three finite numbers/);
    expect(() => toPixelValues({ ...picture, width: 3 }, { mean, std })).toThrow(/must be 24 bytes/);
  });
});
