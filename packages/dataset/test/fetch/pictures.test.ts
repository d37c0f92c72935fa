import { createHash } from "node:crypto";
import { watch } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RasterImage } from "@alt2img/core";
import { decodeImage, encodeJpeg, encodePng, pHash, readImageInfo } from "@alt2img/image";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PictureSettings, ResizeSettings } from "../../src/fetch/pictures/picture-settings.js";
import { type PictureThreads, pictureThreads } from "../../src/fetch/pictures/picture-threads.js";
import { readPicture } from "../../src/fetch/pictures/read-picture.js";
import { picture } from "./fault-server.js";

const settings: PictureSettings = { maxPixels: 1_000_000, check: "pixels", phash: false };

/** Red on the left, transparent on the right. */
function halves(width: number, height: number): RasterImage {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) if (i % width < width / 2) data.set([255, 0, 0, 255], 4 * i);
  return { width, height, data };
}

/** A JPEG with EXIF's orientation: the marker after the first two bytes. */
async function turnedJpeg(image: RasterImage, orientation: number): Promise<Uint8Array<ArrayBuffer>> {
  const jpeg = await encodeJpeg(image);
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2, ...exif, ...jpeg.subarray(2)]);
}

it("keeps the exact bytes", async () => {
  const bytes = picture(1);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const size = { width: 8, height: 6, originalWidth: 8, originalHeight: 6 };
  for (const check of ["pixels", "header"] as const) {
    expect(await readPicture(bytes, { ...settings, check })).toEqual({ bytes, format: "png", sha256, ...size });
  }
});

it("gives the upright size and the orientation of a picture that is stored lying", async () => {
  const bytes = await turnedJpeg(halves(8, 6), 6);
  const read = await readPicture(bytes, { ...settings, phash: true });
  expect(read).toMatchObject({ width: 6, height: 8, originalWidth: 6, originalHeight: 8, orientation: 6 });
  expect(read.bytes).toEqual(bytes);
  expect(read.phash).toBe(pHash(await decodeImage(bytes, { orientation: "apply" })));
});

describe("resizing", () => {
  type Case = [ResizeSettings["mode"], number, boolean, string];
  it.each<Case>([
    ["border", 32, true, "32 × 32"],
    ["keep-ratio", 32, true, "64 × 32"],
    ["center-crop", 32, true, "32 × 32"],
    ["border", 128, true, "128 × 128"],
    ["keep-ratio", 128, true, "256 × 128"],
    ["center-crop", 128, true, "128 × 128"],
    ["border", 128, false, "as it was"],
    ["keep-ratio", 128, false, "as it was"],
    ["center-crop", 50, false, "as it was"],
    ["center-crop", 49, false, "49 × 49"],
  ])("to %s %i, enlarge %s: %s", async (mode, size, enlarge, expected) => {
    const bytes = encodePng(halves(100, 50));
    const resize: ResizeSettings = { mode, size, enlarge, format: "png" };
    const read = await readPicture(bytes, { ...settings, resize });
    expect(read).toMatchObject({ originalWidth: 100, originalHeight: 50 });
    const info = readImageInfo(read.bytes);
    const found = `${info.width} × ${info.height}`;
    expect([read.width, read.height]).toEqual([info.width, info.height]);
    expect(Buffer.from(bytes).equals(read.bytes) ? "as it was" : found).toBe(expected);
  });

  it("puts white around and behind the picture, turns it upright, and writes JPEG by default", async () => {
    const resize: ResizeSettings = { mode: "border", size: 40, quality: 100 };
    const png = await readPicture(encodePng(halves(40, 20)), { ...settings, resize });
    expect(png.format).toBe("jpeg");
    const at = async ({ bytes }: { bytes: Uint8Array }, x: number, y: number): Promise<string> => {
      const { data, width } = await decodeImage(bytes);
      const [red = 0, green = 0, blue = 0] = data.subarray(4 * (y * width + x));
      return red > 200 && green > 200 && blue > 200 ? "white" : red > 200 && green < 60 ? "red" : "other";
    };
    expect([await at(png, 20, 2), await at(png, 5, 20), await at(png, 35, 20)]).toEqual(["white", "red", "white"]);
    // By 90° to the right: red, on the left as stored, is above. JPEG's black, without alpha, is on the other side.
    const turned = await readPicture(await turnedJpeg(halves(40, 20), 6), { ...settings, resize });
    expect([await at(turned, 2, 20), await at(turned, 20, 5), await at(turned, 20, 35)]).toEqual([
      "white",
      "red",
      "other",
    ]);
    expect(readImageInfo(turned.bytes).orientation).toBe(1);
  });

  it("doesn't make a picture that is larger than the limit", async () => {
    const resize: ResizeSettings = { mode: "keep-ratio", size: 512 };
    await expect(readPicture(encodePng(halves(2000, 1)), { ...settings, resize })).rejects.toMatchObject({
      code: "image/too-large",
    });
  });
});

it.each(["pixels", "header"] as const)("refuses a picture that is too large, by its %s", async (check) => {
  await expect(readPicture(picture(1), { ...settings, check, maxPixels: 47 })).rejects.toMatchObject({
    code: "image/too-large",
  });
});

describe("threads", () => {
  let threads: PictureThreads | undefined;
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "alt2img-pictures-"));
  });
  afterEach(async () => {
    await threads?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const { signal } = new AbortController();
  const start = (changed: Partial<PictureSettings> = {}, decodeMs = 60_000): PictureThreads => {
    threads = pictureThreads(folder, { ...settings, ...changed }, { threads: 1, decodeMs });
    return threads;
  };
  const partials = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".partial"));

  it("give errors as the decoder does, and pictures after them", async () => {
    const { store } = start();
    const bad = store(new Uint8Array(20), signal);
    const good = store(picture(2), signal);
    await expect(bad).rejects.toMatchObject({ code: "image/unknown-format" });
    const { file, ...rest } = await good;
    expect(rest).toMatchObject({ format: "png", width: 8, bytes: picture(2).length });
    expect(await readFile(join(folder, file))).toEqual(Buffer.from(picture(2)));
    expect(await partials()).toEqual([]);
  });

  it("store what is resized under its own hash", async () => {
    const resize: ResizeSettings = { mode: "border", size: 4, format: "png" };
    const { file, sha256, bytes } = await start({ resize }).store(picture(2), signal);
    const stored = await readFile(join(folder, file));
    expect(sha256).toBe(createHash("sha256").update(picture(2)).digest("hex"));
    expect(file).toContain(createHash("sha256").update(stored).digest("hex"));
    expect(bytes).toBe(stored.length);
  });

  it("are killed when a picture takes too long", async () => {
    await expect(start({}, 1).store(picture(2), signal)).rejects.toMatchObject({
      code: "dataset/fetch-decoder",
      message: "The picture took longer than 1 ms to decode and store.",
    });
  });

  it("are killed when nobody waits any longer, and replaced", async () => {
    const { store } = start();
    const controller = new AbortController();
    const running = store(picture(9), controller.signal);
    const queued = store(picture(3), controller.signal);
    const small = store(picture(4), signal);
    controller.abort(new Error("late"));
    await expect(running).rejects.toThrow("late");
    await expect(queued).rejects.toThrow("late");
    expect(await small).toMatchObject({ width: 8 });
  });

  it("that are killed while they write leave nothing half-written", async () => {
    await mkdir(join(folder, "images"));
    const controller = new AbortController();
    // Takes some time to write: what follows a JPEG's end belongs to no picture.
    const large = new Uint8Array(100_000_000);
    large.set(await encodeJpeg(halves(8, 6)));
    const watched = watch(join(folder, "images"), (_, name) => name?.endsWith(".partial") && controller.abort());
    try {
      const { store, close } = start({ check: "header" });
      // It may also be done before the watcher says so.
      await store(large, controller.signal).catch((error) => expect(error).toBe(controller.signal.reason));
      await close();
      expect(await partials()).toEqual([]);
    } finally {
      watched.close();
    }
  });

  it("say when they can't write", async () => {
    await writeFile(join(folder, "images"), "");
    await expect(start().store(picture(2), signal)).rejects.toMatchObject({ name: "Alt2imgError", code: "core/write" });
  });

  it("that end lose only their picture", async () => {
    // Without settings, the thread fails at the first picture.
    threads = pictureThreads(folder, null as unknown as PictureSettings, { threads: 1, decodeMs: 60_000 });
    for (const n of [5, 6]) {
      await expect(threads.store(picture(n), signal)).rejects.toMatchObject({
        code: "dataset/fetch-decoder",
        message: expect.stringContaining("made its decoder fail"),
      });
    }
  });
});
