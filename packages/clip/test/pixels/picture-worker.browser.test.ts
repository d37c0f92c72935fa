// The worker that prepares pictures on a page: the same pixels as without it, and an abort that takes effect at once.
import type { Alt2imgError, RasterImage } from "@alt2img/core";
import { encodePng, encodeWebp } from "@alt2img/image";
import { afterEach, describe, expect, it, vi } from "vitest";
import files from "../../../image/test/golden/files.json" with { type: "json" };
import { openPictureReader } from "../../src/pixels/open-picture-reader.js";
import type { PictureReader } from "../../src/pixels/picture-reader.js";
import { startPictureWorker } from "../../src/pixels/picture-worker.js";
import type { Preparation } from "../../src/pixels/preprocessing-reference.js";
import { createPreprocessor } from "../../src/pixels/preprocessor.js";
import { readPixels } from "../../src/pixels/read-pixels.js";
import { makePicture } from "./make-picture.js";
import { slowAvif } from "./slow-avif.js";

const preparation: Preparation = {
  preprocessing: {
    ...{ resize: { shortestEdge: 64 }, filter: "bicubic", centerCrop: { width: 64, height: 64 } },
    ...{ rescaleFactor: 1 / 255, mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4], width: 64, height: 64 },
  },
  reference: "openai",
};
const goldenFiles = files.files.map(([name, , , , , bytes]) => ({
  name: String(name),
  bytes: Uint8Array.from(atob(String(bytes)), (character) => character.charCodeAt(0)),
}));
/** Takes libwebp some seconds. */
const slowWebp = (): Promise<Uint8Array> => encodeWebp(makePicture(3000, 2000), { quality: 90 });

const goldenFile = (name: string): Uint8Array => goldenFiles.find((file) => file.name === name)!.bytes;
const pixelsOf = (picture: RasterImage): Float32Array =>
  createPreprocessor(preparation).preprocess(picture).data as Float32Array;
const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Ends the worker, so that the next picture starts another. */
async function endByAbort(read: PictureReader["read"]): Promise<void> {
  const controller = new AbortController();
  const reading = read(makePicture(900, 900), controller.signal).catch(() => {});
  await later(0);
  controller.abort();
  await reading;
}

/** Does it when the next worker has been made and doesn't run yet. Settles when that worker has said that it runs. */
function afterNextStart(act: () => void): Promise<void> {
  const Original = globalThis.Worker;
  return new Promise((resolve) => {
    vi.stubGlobal(
      "Worker",
      class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          vi.unstubAllGlobals();
          queueMicrotask(act);
          this.addEventListener("message", () => setTimeout(resolve), { once: true });
          setTimeout(resolve, 500);
        }
      },
    );
  });
}

/** A worker whose file isn't there. */
class BrokenWorker {
  onerror?: (event: Event) => void;
  constructor() {
    setTimeout(() => this.onerror?.(new Event("error")));
  }
  terminate(): void {}
}

const outcome = async (reading: Promise<{ data: Float32Array }>): Promise<unknown> =>
  reading.then(
    ({ data }) => data,
    (error: Alt2imgError) => `${error.code}: ${error.message}`,
  );

const readers: PictureReader[] = [];
async function start(): Promise<PictureReader> {
  const reader = await startPictureWorker(preparation);
  readers.push(reader);
  return reader;
}
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("the picture worker", () => {
  it("gives the bits of the calling thread for files of every format, and the same errors", async () => {
    const { read } = await start();
    const here = createPreprocessor(preparation);
    const cut = new Set(["rgb-q75-s2.jpg", "lossy.webp", "rgb.png", "rgb.avif"]);
    expect(goldenFiles.filter(({ name }) => cut.has(name))).toHaveLength(4);
    for (const { name, bytes } of goldenFiles) {
      for (const file of cut.has(name) ? [bytes, bytes.subarray(0, bytes.length >> 1)] : [bytes]) {
        const kept = file.slice();
        const expected = await outcome(readPixels(file, here, { signal: undefined }));
        expect(await outcome(read(file, undefined)), name).toEqual(expected);
        expect(file).toEqual(kept);
      }
    }
  });

  it("takes pixels, blobs and streams, in any number at once, and leaves the caller's arrays alone", async () => {
    const { read } = await start();
    const here = createPreprocessor(preparation);
    const pictures = Array.from({ length: 8 }, (_, i) => makePicture(90 + i, 70, { alpha: i % 2 === 0 }));
    const sources = pictures.map((picture, i) => {
      const png = encodePng(picture) as Uint8Array<ArrayBuffer>;
      return [picture, new Blob([png]), new Response(png).body!, png.buffer][i % 4]!;
    });
    const all = await Promise.all(sources.map((source) => read(source, undefined)));
    for (const [i, { dims, data }] of all.entries()) {
      expect(dims).toEqual([3, 64, 64]);
      expect(data).toEqual(here.preprocess(pictures[i]!).data);
      expect(pictures[i]!.data).toHaveLength(4 * 70 * (90 + i));
    }
    await expect(read({ width: 3, height: 3, data: new Uint8ClampedArray(3) }, undefined)).rejects.toMatchObject({
      code: "image/raster-image",
    });
  });

  it("is ended by an abort, also inside WebP's decoder, and starts again for the next picture", async () => {
    const { read } = await start();
    const webp = await slowWebp();
    const [started, ended] = [[] as unknown[], vi.spyOn(Worker.prototype, "terminate")];
    const Original = globalThis.Worker;
    vi.stubGlobal(
      "Worker",
      class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          started.push(url);
        }
      },
    );
    await read(goldenFile("lossy.webp"), undefined);
    const controller = new AbortController();
    const reason = new Error("enough");
    const slow = read(webp, controller.signal);
    const queued = read(webp, controller.signal);
    setTimeout(() => controller.abort(reason), 30);
    await expect(slow).rejects.toBe(reason);
    await expect(queued).rejects.toBe(reason);
    const { data } = await read(makePicture(80, 80), undefined);
    expect(data).toEqual(createPreprocessor(preparation).preprocess(makePicture(80, 80)).data);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(started).toHaveLength(1);
  });

  it("is ended by an abort inside AVIF's decoder", async () => {
    const { read } = await start();
    await read(goldenFile("rgb.avif"), undefined);
    const controller = new AbortController();
    const reason = new Error("enough");
    const reading = read(slowAvif(), controller.signal);
    const ended = reading.then(
      () => "decoded",
      (error: unknown) => error,
    );
    await later(60);
    const terminate = vi.spyOn(Worker.prototype, "terminate");
    controller.abort(reason);
    expect(await ended).toBe(reason);
    expect(terminate).toHaveBeenCalledTimes(1);
    expect((await read(makePicture(80, 80), undefined)).data).toEqual(pixelsOf(makePicture(80, 80)));
  });

  it("doesn't give a picture the pixels of one that was aborted while the worker started again", async () => {
    const { read } = await start();
    await endByAbort(read);
    const controller = new AbortController();
    const starting = afterNextStart(() => controller.abort(new Error("enough")));
    const aborted = read(makePicture(70, 90), controller.signal);
    await expect(aborted).rejects.toThrow("enough");
    await starting;
    const small = makePicture(80, 80, { alpha: true });
    expect((await read(small, undefined)).data).toEqual(pixelsOf(small));
    expect((await read(makePicture(81, 80), undefined)).data).toEqual(pixelsOf(makePicture(81, 80)));
  });

  it("rejects what is being decoded, and what waits, when it is closed", async () => {
    const { read, close } = await start();
    await read(goldenFile("rgb.avif"), undefined);
    const all = Promise.allSettled([read(slowAvif(), undefined), read(slowAvif(), new AbortController().signal)]);
    await later(60);
    close();
    const outcomes = await Promise.race([all, later(1000).then(() => "nothing for a second")]);
    const closed = { status: "rejected", reason: expect.objectContaining({ code: "clip/closed" }) };
    expect(outcomes).toEqual([closed, closed]);
  });

  it("leaves no worker behind when it is closed while one starts", async () => {
    const { read, close } = await start();
    await endByAbort(read);
    const terminate = vi.spyOn(Worker.prototype, "terminate");
    const starting = afterNextStart(close);
    await expect(read(makePicture(9, 9), undefined)).rejects.toMatchObject({ code: "clip/closed" });
    await starting;
    await later(50);
    expect(terminate).toHaveBeenCalledTimes(1);
  });

  it("leaves a picture to the page if the worker can't be started again", async () => {
    const { read } = await start();
    await endByAbort(read);
    vi.stubGlobal("Worker", BrokenWorker);
    const stream = new Response(encodePng(makePicture(80, 80)) as Uint8Array<ArrayBuffer>).body!;
    expect((await read(stream, undefined)).data).toEqual(pixelsOf(makePicture(80, 80)));
    vi.unstubAllGlobals();
    expect((await read(makePicture(81, 80), undefined)).data).toEqual(pixelsOf(makePicture(81, 80)));
  });

  it("answers to bytes that were transferred and to data of another type as the page does", async () => {
    const { read } = await start();
    const here = createPreprocessor(preparation);
    const gone = new Uint8Array(100);
    structuredClone(gone, { transfer: [gone.buffer] });
    const png = encodePng(makePicture(80, 80));
    const inPool = new Uint8Array(png.length + 20);
    inPool.set(png, 7);
    for (const file of [gone, new Uint8Array(0), inPool.subarray(7, 7 + png.length)]) {
      expect(await outcome(read(file, undefined))).toEqual(
        await outcome(readPixels(file, here, { signal: undefined })),
      );
    }
    expect(inPool).toHaveLength(png.length + 20);
    const pixels = makePicture(2, 2).data;
    const transferred = pixels.slice();
    structuredClone(transferred, { transfer: [transferred.buffer] });
    for (const data of [transferred, [...pixels], undefined] as unknown as Uint8ClampedArray[]) {
      const raster = { width: 2, height: 2, data };
      const expected = await outcome(readPixels(raster, here, { signal: undefined }));
      expect(await outcome(read(raster, undefined))).toEqual(expected);
    }
    expect((await read(makePicture(80, 80), undefined)).data).toEqual(pixelsOf(makePicture(80, 80)));
  });

  it("keeps what an error was caused by", async () => {
    const { read } = await start();
    const jpeg = goldenFile("cmyk-progressive.jpg").slice();
    jpeg.fill(0, (2 * jpeg.length) / 3, jpeg.length - 20);
    const causeOf = (reading: Promise<unknown>): Promise<unknown> =>
      reading.then(String, ({ cause }) => cause?.message);
    const here = await causeOf(readPixels(jpeg, createPreprocessor(preparation), { signal: undefined }));
    expect(here).toBe("Bogus marker length");
    expect(await causeOf(read(jpeg, undefined))).toBe(here);
  });

  it("passes on what a stream fails with, and reads the next picture", async () => {
    const { read } = await start();
    const reason = new TypeError("network error");
    const broken = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(Uint8Array.of(0xff, 0xd8));
        stream.error(reason);
      },
    });
    await expect(read(broken, undefined)).rejects.toBe(reason);
    expect((await read(makePicture(80, 80), undefined)).data).toEqual(pixelsOf(makePicture(80, 80)));
  });

  it("refuses work once it is closed", async () => {
    const { read, close } = await start();
    close();
    await expect(read(makePicture(9, 9), undefined)).rejects.toMatchObject({ code: "clip/closed" });
  });
});

describe("a reader of pictures on a page", () => {
  it("reads on the page, and says why, where the worker can't be started", async () => {
    vi.stubGlobal("Worker", BrokenWorker);
    const { read, note } = await openPictureReader(preparation, undefined);
    expect(note).toMatch(/The worker .*clip-picture-worker\.js failed: .* copy it from .*clip\/dist/);
    expect((await read(makePicture(80, 80), undefined)).data).toEqual(
      createPreprocessor(preparation).preprocess(makePicture(80, 80)).data,
    );
  });
});
