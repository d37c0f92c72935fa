import { describe, expect, it } from "vitest";
import { averageImages, type Color, composeOver, dropAlpha, toGray } from "../../src/index.js";
import pillow from "../golden/pillow.json" with { type: "json" };
import { digest, makePicture } from "../make-picture.js";

const picture = makePicture(61, 40, { alpha: true });

describe("alpha", () => {
  it("is dropped as Pillow's convert drops it: a transparent green stays green", async () => {
    expect(await digest(dropAlpha(picture).data)).toBe(pillow.drop);
    const green = { width: 1, height: 1, data: Uint8Array.of(0, 255, 0, 0) };
    expect([...dropAlpha(green).data]).toEqual([0, 255, 0, 255]);
    expect([...composeOver(green, [255, 255, 255]).data]).toEqual([255, 255, 255, 255]);
  });

  it.each(pillow.over)("is composited over %j as by Pillow's alpha_composite", async (color, expected) => {
    expect(await digest(composeOver(picture, color as unknown as Color).data)).toBe(expected);
  });

  it("is ignored in an image without it", () => {
    const plain = makePicture(5, 5);
    expect(dropAlpha(plain)).toBe(plain);
    expect(composeOver(plain, [1, 2, 3])).toBe(plain);
  });

  it("rejects a wrong colour, saying what is wrong", () => {
    expect(() => composeOver(picture, [256, 0, 0])).toThrow(/from 0 to 255; got 256,0,0,255/);
    expect(() => composeOver(picture, [0, 0, 0, 7])).toThrow(/must be opaque; its alpha is 7/);
  });
});

describe("toGray", () => {
  it("is Pillow's convert to L", async () => {
    expect(await digest(toGray(picture).data)).toBe(pillow.gray);
  });
});

describe("averageImages", () => {
  it("is the mean, with halves rounded up", async () => {
    const images = [false, true, true].map((alpha) => makePicture(20, 10, { alpha }));
    expect(await digest((await averageImages(images)).data)).toBe(pillow.average);
  });

  it("rejects wrong images, saying what is wrong", async () => {
    await expect(averageImages([])).rejects.toThrow("An average needs at least one image");
    await expect(averageImages([makePicture(2, 2), makePicture(2, 3)])).rejects.toThrow(
      /Image 1 is 2 × 3, those before it 2 × 2/,
    );
  });
});
