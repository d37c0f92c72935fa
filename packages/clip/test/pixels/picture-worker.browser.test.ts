// The worker that prepares pictures on a page: the same pixels as without it, and an abort that takes effect at once.
import type { Alt2imgError } from "@alt2img/core";
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
    await read(goldenFiles.find(({ name }) => name === "lossy.webp")!.bytes, undefined);
    const controller = new AbortController();
    const reason = new Error("enough");
    const slow = read(webp, controller.signal);
    const queued = read(webp, controller.signal);
    setTimeout(() => controller.abort(reason), 30);
    const begun = performance.now();
    await expect(slow).rejects.toBe(reason);
    await expect(queued).rejects.toBe(reason);
    expect(performance.now() - begun).toBeLessThan(150);
    const { data } = await read(makePicture(80, 80), undefined);
    expect(data).toEqual(createPreprocessor(preparation).preprocess(makePicture(80, 80)).data);
    expect(ended).toHaveBeenCalledTimes(1);
    expect(started).toHaveLength(1);
    ended.mockRestore();
  });

  it("refuses work once it is closed", async () => {
    const { read, close } = await start();
    close();
    await expect(read(makePicture(9, 9), undefined)).rejects.toMatchObject({ code: "clip/closed" });
  });
});

describe("a reader of pictures on a page", () => {
  it("reads on the page, and says why, where the worker can't be started", async () => {
    vi.stubGlobal(
      "Worker",
      class {
        onerror?: (event: Event) => void;
        constructor() {
          setTimeout(() => this.onerror?.(new Event("error")));
        }
        terminate(): void {}
      },
    );
    const { read, note } = await openPictureReader(preparation, undefined);
    expect(note).toMatch(/The worker .*clip-picture-worker\.js failed: .* copy it from .*clip\/dist/);
    expect((await read(makePicture(80, 80), undefined)).data).toEqual(
      createPreprocessor(preparation).preprocess(makePicture(80, 80)).data,
    );
  });
});
