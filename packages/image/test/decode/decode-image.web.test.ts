import { unzlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { decodeImage, encodeJpeg, encodePng, readImageInfo } from "../../src/index.js";
import { goldenFile, goldenFiles } from "../golden-files.js";
import { digest } from "../make-picture.js";

describe("decodeImage", () => {
  it.each(goldenFiles.filter(({ name }) => !name.endsWith(".avif")))(
    "decodes $name to Pillow's bytes",
    async (file) => {
      const image = await decodeImage(file.bytes);
      expect([image.width, image.height]).toEqual([file.width, file.height]);
      expect(await digest(image.data)).toBe(file.digest);
    },
  );

  it.each(goldenFiles.filter(({ name }) => name.endsWith(".avif")))(
    "decodes $name close to Pillow's bytes",
    async ({ bytes, deflatedPixels }) => {
      const { data } = await decodeImage(bytes);
      const expected = unzlibSync(deflatedPixels!);
      const differences = Array.from(expected, (value, i) => Math.abs(value - data[i]!));
      expect(data.length).toBe(expected.length);
      expect(Math.max(...differences)).toBeLessThanOrEqual(2);
      expect(differences.reduce((sum, difference) => sum + difference) / expected.length).toBeLessThan(0.5);
    },
  );

  it.each(goldenFiles)(
    "knows what Pillow knows about $name without decoding it",
    ({ name, bytes, width, height, orientation }) => {
      const info = readImageInfo(bytes);
      expect(info).toMatchObject({ width, height, orientation });
      expect(name.replace("jpg", "jpeg").endsWith(info.format)).toBe(true);
    },
  );

  it("turns pictures upright on request", async () => {
    const { bytes, width, height } = goldenFile("turned.jpg");
    expect(await decodeImage(bytes, { orientation: "apply" })).toMatchObject({ width: height, height: width });
  });

  it("drops alpha, or composites the picture over a colour", async () => {
    const { bytes } = goldenFile("rgba.png");
    const kept = await decodeImage(bytes);
    const dropped = await decodeImage(bytes, { alpha: "drop" });
    const over = await decodeImage(bytes, { alpha: [255, 255, 255] });
    expect(kept.data[3]).toBe(0);
    expect([...dropped.data.subarray(0, 4)]).toEqual([...kept.data.subarray(0, 3), 255]);
    expect([...over.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  it("keeps the high byte of 16-bit grey on request", async () => {
    const { bytes } = goldenFile("gray-16.png");
    const clipped = await decodeImage(bytes);
    const high = await decodeImage(bytes, { deepGray: "high-byte" });
    expect(new Set(clipped.data.subarray(4 * 6, 4 * 13))).toEqual(new Set([255]));
    expect(Math.max(...high.data.filter((_, i) => i % 4 === 0 && (i / 4) % 13 < 6))).toBeLessThan(2);
  });

  it("accepts streams and blobs", async () => {
    const { bytes, digest: expected } = goldenFile("rgb.png");
    const blob = new Blob([Uint8Array.from(bytes)]);
    expect(await digest((await decodeImage(blob)).data)).toBe(expected);
    expect(await digest((await decodeImage(blob.stream())).data)).toBe(expected);
  });

  it("rejects with the signal's reason when it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(decodeImage(goldenFile("rgb.png").bytes, { signal })).rejects.toThrow("enough");
  });

  it.each(["jpeg", "png"])(
    "can be aborted while a %s decodes, lets other tasks run, and works again afterwards",
    async (format) => {
      const picture = { width: 2500, height: 2000, data: new Uint8ClampedArray(4 * 2500 * 2000).fill(200) };
      for (let i = 0; i < picture.data.length; i += 7) picture.data[i] = i % 251;
      const file = format === "jpeg" ? await encodeJpeg(picture) : encodePng(picture, { level: 1 });
      const controller = new AbortController();
      setTimeout(() => controller.abort(new Error("enough")));
      await expect(decodeImage(file, { signal: controller.signal })).rejects.toThrow("enough");
      expect(await decodeImage(file)).toMatchObject({ width: 2500, height: 2000 });
    },
  );
});

describe("a file that isn't what it should be", () => {
  const patched = (name: string, at: number, ...values: number[]): Uint8Array => {
    const bytes = goldenFile(name).bytes.slice();
    bytes.set(values, at);
    return bytes;
  };

  it.each(goldenFiles)("of half of $name says that it is cut off", async ({ bytes }) => {
    await expect(decodeImage(bytes.subarray(0, bytes.length >> 1))).rejects.toMatchObject({
      name: "Alt2imgError",
      code: expect.stringMatching(/^image\/(truncated|broken)$/),
    });
  });

  it("is refused by its size before anything is decoded", async () => {
    const frame = goldenFile("rgb-q75-s2.jpg").bytes.findIndex((byte, i, all) => byte === 0xff && all[i + 1] === 0xc0);
    const huge = patched("rgb-q75-s2.jpg", frame + 5, 0xff, 0xdc, 0xff, 0xdc);
    await expect(decodeImage(huge)).rejects.toMatchObject({
      code: "image/too-large",
      message:
        "The JPEG file says that it is 65500 × 65500, 4,290,250,000 pixels; the limit is 89,478,485. Use a smaller picture. " +
        "A program that trusts the file can decode it with a higher maxPixels.",
    });
    await expect(decodeImage(goldenFile("lossy.webp").bytes, { maxPixels: 10 })).rejects.toMatchObject({
      code: "image/too-large",
    });
    await expect(decodeImage(goldenFile("rgb.png").bytes, { maxBytes: 10 })).rejects.toMatchObject({
      code: "image/too-large",
      message:
        "The file is longer than the limit of 10 bytes. Use a smaller picture. A program that trusts the file can decode it " +
        "with a higher maxBytes.",
    });
  });

  it("may not take memory that its bytes can't fill: a progressive JPEG", async () => {
    const { bytes } = goldenFile("progressive.jpg");
    const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc2);
    const huge = patched("progressive.jpg", frame + 5, 0x20, 0, 0x20, 0);
    await expect(decodeImage(huge)).rejects.toMatchObject({ code: "image/truncated", message: /8192 × 8192/ });
  });

  it("may not take memory that its bytes can't fill: a bitmap", async () => {
    const bytes = goldenFile("bgrx.bmp").bytes;
    const claims = bytes.slice();
    new DataView(claims.buffer).setInt32(18, 9000, true);
    new DataView(claims.buffer).setInt32(22, 9000, true);
    await expect(decodeImage(claims)).rejects.toMatchObject({ code: "image/truncated" });
  });

  it("is called what it is", async () => {
    await expect(decodeImage(new TextEncoder().encode("<!doctype html><p>Not found"))).rejects.toMatchObject({
      code: "image/unknown-format",
      message: /begins with markup.*JPEG, PNG, WebP, AVIF, GIF, BMP/,
    });
    await expect(decodeImage(new Uint8Array())).rejects.toThrow(/The file is empty/);
    await expect(decodeImage(Uint8Array.of(1, 2, 3))).rejects.toThrow(/begins with the bytes 01 02 03/);
  });

  it("is reported with the part that doesn't fit", async () => {
    await expect(decodeImage(patched("rgb.png", 29, 0))).rejects.toThrow(/checksum of its chunk IHDR doesn't match/);
  });

  it("leaves its decoder usable", async () => {
    for (const name of ["rgb-q75-s2.jpg", "lossy.webp", "rgb.avif"]) {
      const good = await decodeImage(goldenFile(name).bytes);
      const bad = goldenFile(name).bytes.slice();
      bad.fill(0x55, bad.length >> 1, bad.length - 2);
      await decodeImage(bad).catch(() => undefined);
      expect(await decodeImage(goldenFile(name).bytes)).toEqual(good);
    }
  });
});
