import { crc32 } from "@alt2img/core";
import { encodePng } from "@alt2img/image";
import { expectClose } from "@alt2img/testing";
import { tinyClip } from "@alt2img/tiny/clip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clip, embedImageStream, embedTextStream, loadClip } from "../../src/index.js";
import { makePicture } from "../pixels/make-picture.js";

let clip: Clip;
beforeAll(async () => {
  clip = await loadClip(tinyClip, { session: { device: "cpu" } });
});
afterAll(() => clip.close());

const pictures = Array.from({ length: 21 }, (_, i) => makePicture(20 + i, 30 + 2 * i, { alpha: i % 2 === 0 }));
const texts = Array.from({ length: 21 }, (_, i) => "a red apple on a tree ".repeat(i % 5) + i);

const length = (embedding: Float32Array): number => Math.hypot(...embedding);

describe("embedImages", () => {
  it("gives the same, whatever the batch size, pixels or files", async () => {
    const one = await clip.embedImages(pictures, { batchSize: 1 });
    const many = await clip.embedImages(pictures, { batchSize: 8 });
    const files = await clip.embedImages(
      pictures.map((picture) => new Blob([encodePng(picture) as Uint8Array<ArrayBuffer>])),
    );
    expect(one).toHaveLength(21);
    for (const [i, embedding] of one.entries()) {
      expect(embedding).toHaveLength(128);
      expect(length(embedding)).toBeCloseTo(1, 5);
      expectClose(many[i]!, embedding, { atol: 1e-5, rtol: 0 });
      expectClose(files[i]!, embedding, { atol: 1e-5, rtol: 0 });
    }
    expect(await clip.embedImages([])).toEqual([]);
  });

  it("passes on a file's error", async () => {
    const png = encodePng(pictures[0]!);
    await expect(clip.embedImages([png, png.subarray(0, 50)])).rejects.toMatchObject({ code: "image/truncated" });
    const huge = png.slice();
    // The header says 10,000 × 10,000, with its checksum.
    const header = new DataView(huge.buffer);
    header.setUint32(16, 10_000);
    header.setUint32(20, 10_000);
    header.setUint32(29, crc32(huge.subarray(12, 29)));
    await expect(clip.embedImages([huge])).rejects.toMatchObject({ code: "image/too-large" });
  });

  it("stops within a batch, with the signal's reason", async () => {
    const reason = new Error("enough");
    const controller = new AbortController();
    const many = Array.from({ length: 2000 }, () => pictures[3]!);
    const embedding = clip.embedImages(many, { batchSize: 8, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 30);
    await expect(embedding).rejects.toBe(reason);
    await expect(clip.embedImages(pictures, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("embedTexts", () => {
  it("gives the same, whatever the batch size", async () => {
    const one = await clip.embedTexts(texts, { batchSize: 1 });
    const many = await clip.embedTexts(texts);
    for (const [i, embedding] of one.entries()) {
      expect(length(embedding)).toBeCloseTo(1, 5);
      expectClose(many[i]!, embedding, { atol: 1e-5, rtol: 0 });
    }
  });

  it("stops with the signal's reason, and works the next time", async () => {
    const reason = new Error("enough");
    const fresh = await loadClip(tinyClip, { session: { device: "cpu" } });
    await expect(fresh.embedTexts(texts, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(await fresh.embedTexts(["a dog"])).toHaveLength(1);
    await fresh.close();
    await expect(fresh.embedTexts(["a dog"])).rejects.toMatchObject({ code: "onnx/closed" });
  });
});

describe("embedPixels", () => {
  it("embeds what preprocess gives, with the patch states on request", async () => {
    const { dims, data } = await clip.preprocess(pictures[1]!);
    expect(dims).toEqual([3, 64, 64]);
    const { embeddings, patchStates } = await clip.embedPixels({ dims: [1, ...dims], data }, { patchStates: true });
    const [whole] = await clip.embedImages([pictures[1]!]);
    expectClose(embeddings[0]!, whole!, { atol: 1e-6, rtol: 0 });
    expect(patchStates?.dims).toEqual([1, 65, 192]);
    const twice = new Float32Array(2 * data.length);
    twice.set(data, data.length);
    const both = await clip.embedPixels({ dims: [2, ...dims], data: twice }, { batchSize: 1, patchStates: true });
    expect(both.patchStates?.dims).toEqual([2, 65, 192]);
    expectClose(both.patchStates!.data.subarray(65 * 192), patchStates!.data, { atol: 1e-5, rtol: 0 });
  });
});

describe("embedImageStream", () => {
  it("gives every image its embedding, in order, whatever the batch size, and reports progress", async () => {
    const expected = await clip.embedImages(pictures);
    const done: number[] = [];
    let next = 0;
    for await (const { index, embedding } of embedImageStream(clip, pictures, {
      batchSize: 4,
      onProgress: (progress) => done.push(progress.done),
    })) {
      expect(index).toBe(next++);
      expectClose(embedding, expected[index]!, { atol: 1e-5, rtol: 0 });
    }
    expect(next).toBe(21);
    expect(done).toEqual([4, 8, 12, 16, 20, 21]);
  });

  it("leaves out what can't be decoded, and says so", async () => {
    const messages: string[] = [];
    const found: number[] = [];
    const images = [pictures[0]!, encodePng(pictures[1]!).subarray(0, 60), pictures[2]!, new Uint8Array(3)];
    for await (const { index } of embedImageStream(clip, images, {
      batchSize: 2,
      onDiagnostic: ({ code, message }) => messages.push(`${code}: ${message}`),
    })) {
      found.push(index);
    }
    expect(found).toEqual([0, 2]);
    expect(messages).toEqual([
      expect.stringMatching(/^image\/truncated: Image 1 was left out/),
      expect.stringMatching(/^image\/unknown-format: Image 3 was left out/),
    ]);
    const strict = async () => {
      for await (const _ of embedImageStream(clip, images)) throw new Error("not reached");
    };
    await expect(strict()).rejects.toMatchObject({ code: "image/truncated" });
  });

  it("reads no further than it needs, and ends its source", async () => {
    let read = 0;
    let ended = false;
    async function* source() {
      try {
        for (;;) yield pictures[read++ % 21]!;
      } finally {
        ended = true;
      }
    }
    for await (const { index } of embedImageStream(clip, source(), { batchSize: 4 })) if (index === 5) break;
    expect(ended).toBe(true);
    // The batch with the sixth image and the one after it.
    expect(read).toBeLessThanOrEqual(12);
  });

  it("throws what the source throws, and the signal's reason", async () => {
    const reason = new Error("the disk is gone");
    async function* failing() {
      yield pictures[0]!;
      throw reason;
    }
    const run = async (source: AsyncIterable<(typeof pictures)[number]>, signal?: AbortSignal) => {
      for await (const _ of embedImageStream(clip, source, { batchSize: 1, signal })) _;
    };
    await expect(run(failing())).rejects.toBe(reason);
    const controller = new AbortController();
    async function* endless() {
      for (let i = 0; ; i++) {
        if (i === 10) controller.abort(reason);
        yield pictures[i % 21]!;
      }
    }
    await expect(run(endless(), controller.signal)).rejects.toBe(reason);
  });
});

describe("embedTextStream", () => {
  it("gives every text its embedding, in order", async () => {
    const expected = await clip.embedTexts(texts);
    let next = 0;
    for await (const { index, embedding } of embedTextStream(clip, texts, { batchSize: 5 })) {
      expect(index).toBe(next++);
      expectClose(embedding, expected[index]!, { atol: 1e-5, rtol: 0 });
    }
    expect(next).toBe(21);
  });
});
