import { describe, expect, it } from "vitest";
import { decodeImage, dropAlpha, encodeJpeg, encodePng, encodeWebp, readImageInfo } from "../../src/index.js";
import { goldenFile } from "../golden-files.js";
import { digest, makePicture } from "../make-picture.js";

describe("encodePng", () => {
  it.each([Number.NaN, -1, 1.5, 10, Number.POSITIVE_INFINITY])("refuses the level %s", (level) => {
    const options = { level } as Parameters<typeof encodePng>[1];
    expect(() => encodePng(makePicture(2, 2), options)).toThrow(expect.objectContaining({ code: "image/encode" }));
  });

  it.each([1, 2, 7, 64])("gives back every pixel at width %i, with and without alpha", async (width) => {
    for (const alpha of [false, true]) {
      const picture = makePicture(width, 13, { alpha });
      const file = encodePng(picture);
      expect(readImageInfo(file).hasAlpha).toBe(alpha);
      expect(await decodeImage(file)).toEqual(picture);
    }
  });

  it("gives the same bytes on every platform", async () => {
    expect(await digest(encodePng(makePicture(64, 48)))).toBe("1b5f956fa4314ef8");
  });

  it("writes text chunks", () => {
    const text = { Title: "Café", parameters: "a cat\nSteps: 20", Comment: "猫" };
    expect(readImageInfo(encodePng(makePicture(2, 2), { text })).text).toEqual(text);
    for (const keyword of ["", " a", "猫", "x".repeat(80)]) {
      expect(() => encodePng(makePicture(1, 1), { text: { [keyword]: "" } })).toThrow(/A PNG keyword is/);
    }
  });
});

describe("encodeJpeg and encodeWebp", () => {
  it("give files that look like the picture, more so at higher quality", async () => {
    const picture = await decodeImage(goldenFile("rgb.png").bytes);
    const error = async (file: Uint8Array): Promise<number> => {
      const { data } = await decodeImage(file);
      return Array.from(data).reduce((sum, value, i) => sum + (value - picture.data[i]!) ** 2, 0) / data.length;
    };
    for (const encode of [encodeJpeg, encodeWebp]) {
      const [low, high] = [await encode(picture, { quality: 20 }), await encode(picture, { quality: 95 })];
      expect(high.length).toBeGreaterThan(low.length);
      expect(await error(high)).toBeLessThan(await error(low));
    }
  });

  it("give the same bytes on every platform", async () => {
    const picture = await decodeImage(goldenFile("rgb.png").bytes);
    expect(await digest(await encodeJpeg(picture))).toBe("666f52a151c9df82");
    expect(await digest(await encodeWebp(picture))).toBe("aa17db89ca840d88");
  });

  it("drop or keep alpha", async () => {
    const picture = makePicture(16, 16, { alpha: true });
    expect(await encodeJpeg(picture)).toEqual(await encodeJpeg(dropAlpha(picture)));
    expect(await decodeImage(await encodeWebp(picture, { lossless: true }))).toEqual(picture);
  });

  it("reject wrong arguments, saying what is wrong", async () => {
    await expect(encodeJpeg(makePicture(1, 1), { quality: 101 })).rejects.toThrow(/from 0 to 100; got 101/);
    const long = { width: 16_384, height: 1, data: new Uint8Array(4 * 16_384) };
    await expect(encodeWebp(long)).rejects.toThrow(/at most 16383 pixels/);
  });
});
