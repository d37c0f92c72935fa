import { concatenate, crc32 } from "@alt2img/core";
import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { codecLoader } from "../../src/codec/codec.js";
import { runDecoder } from "../../src/decode/run-decoder.js";
import { decodeImage, type ImageFormat, readImageInfo } from "../../src/index.js";
import { goldenFile, lyingAvif } from "../golden-files.js";
import { digest } from "../make-picture.js";

function chunk(name: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(new TextEncoder().encode(name), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}

/** Where a chunk begins, with its length. */
function chunkAt(png: Uint8Array, name: string): number {
  return new TextDecoder("latin1").decode(png).indexOf(name) - 4;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What a decoder's instances take of memory, in MiB. */
async function memoryAfter(run: () => Promise<unknown>): Promise<number> {
  let largest = 0;
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (pages) {
    largest = Math.max(largest, this.buffer.byteLength + 65536 * pages);
    return grow.call(this, pages);
  };
  try {
    await run();
  } finally {
    WebAssembly.Memory.prototype.grow = grow;
  }
  return largest / 2 ** 20;
}

describe("a file that takes more than it says", () => {
  it("fails at the memory that its container allows", async () => {
    expect(readImageInfo(lyingAvif)).toMatchObject({ width: 60, height: 50 });
    const took = await memoryAfter(() =>
      expect(decodeImage(lyingAvif)).rejects.toMatchObject({ code: "image/broken" }),
    );
    // The picture inside needs 400 MiB.
    expect(took).toBeLessThan(66);
    expect(await decodeImage(goldenFile("rgb.avif").bytes)).toMatchObject({ width: 37, height: 29 });
  });

  it("gives no codec more memory than the limit", async () => {
    const lend = codecLoader(async () => ({
      ...(await import("../../codecs/webp-decoder.js")),
      ...(await import("../../codecs/webp-decoder-wasm.js")),
    }));
    const { bytes } = goldenFile("lossy.webp");
    expect(await lend(0, ({ module }) => module.decode?.(bytes)?.width)).toBe(37);
    expect(await lend(2 ** 30, ({ module }) => module.decode?.(bytes)?.width)).toBe(37);
  });

  it("isn't called broken when its decoder can't be loaded, and is read once it can", async () => {
    const { bytes, digest: expected } = goldenFile("lossy.webp");
    const cause = new TypeError("Failed to fetch dynamically imported module.");
    let isOffline = true;
    const lend = codecLoader(async () => {
      if (isOffline) throw cause;
      return {
        ...(await import("../../codecs/webp-decoder.js")),
        ...(await import("../../codecs/webp-decoder-wasm.js")),
      };
    });
    const decode = () => runDecoder("webp", lend, bytes, { width: 37, height: 29 });
    await expect(decode()).rejects.toMatchObject({ code: "image/codec", cause });
    isOffline = false;
    expect(await digest((await decode()).data)).toBe(expected);
  });

  it.each([
    ["iCCP", "x\0\0"],
    ["zTXt", "x\0\0"],
    ["iTXt", "x\0\x01\0\0\0"],
  ])("is decoded when a PNG's %s is a bomb, which stays compressed", async (name, start) => {
    const { bytes, digest: expected } = goldenFile("rgb.png");
    const bomb = chunk(name, concatenate([latin1(start), zlibSync(new Uint8Array(30_000_000), { level: 9 })]));
    const at = chunkAt(bytes, "IDAT");
    const { data } = await decodeImage(concatenate([bytes.subarray(0, at), bomb, bytes.subarray(at)]));
    expect(await digest(data)).toBe(expected);
  });

  it("is stopped when its pixels are a bomb", async () => {
    const { bytes, digest: expected } = goldenFile("rgb-16.png");
    const at = chunkAt(bytes, "IDAT");
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
    const inflated = await inflate(bytes.subarray(at + 8, at + 8 + length));
    const bomb = zlibSync(concatenate([inflated, new Uint8Array(30_000_000)]), { level: 9 });
    const { data } = await decodeImage(
      concatenate([bytes.subarray(0, at), chunk("IDAT", bomb), chunk("IEND", new Uint8Array())]),
    );
    expect(await digest(data)).toBe(expected);
  });
});

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

describe("a damaged file", () => {
  it("is detected by the checksum of any chunk of a PNG", async () => {
    const { bytes } = goldenFile("palette-transparent.png");
    const begins = ["IHDR", "PLTE", "tRNS", "IDAT"].map((name) => chunkAt(bytes, name));
    for (const at of begins) {
      for (const offset of [8, 9]) {
        const damaged = bytes.slice();
        damaged[at + offset]! ^= 4;
        await expect(decodeImage(damaged)).rejects.toMatchObject({
          code: "image/broken",
          message: /checksum of its chunk/,
        });
      }
    }
  });

  it("isn't taken for whole when a chunk comes between its pixels", async () => {
    const { bytes } = goldenFile("split.png");
    const at = chunkAt(bytes, "IDAT") + 12;
    const text = chunk("tEXt", latin1("a\0b"));
    const damaged = concatenate([bytes.subarray(0, at + 13), text, bytes.subarray(at + 13)]);
    await expect(decodeImage(damaged)).rejects.toThrow(/interrupted by a chunk tEXt/);
  });

  it("that is a bitmap can't skip or run over its rows", async () => {
    const { bytes } = goldenFile("rle8.bmp");
    const start = new DataView(bytes.buffer, bytes.byteOffset).getUint32(10, true);
    const with8 = (...runs: number[]): Uint8Array => concatenate([bytes.subarray(0, start), Uint8Array.from(runs)]);
    await expect(decodeImage(with8(2, 9, 0, 2, 5, 2, 3, 5, 0, 1))).rejects.toThrow(
      /skips to column 7 of 6 in row 2 of 4/,
    );
    await expect(decodeImage(with8(35, 7, 0, 3, 9, 8, 7, 0, 0, 1))).rejects.toThrow(
      /3 more pixels after the end of row 0/,
    );
    expect(await decodeImage(with8(200, 1, 0, 1))).toMatchObject({ width: 6, height: 4 });
  });

  it.each<[string, ImageFormat]>([
    ["rgb-q75-s2.jpg", "jpeg"],
    ["interlaced-9x13.png", "png"],
    ["lossy-alpha.webp", "webp"],
    ["animated.gif", "gif"],
    ["rle4.bmp", "bmp"],
  ])("%s is whole or an error after any cut", async (name, format) => {
    const { bytes, digest: expected } = goldenFile(name);
    const outcomes = new Set<string>();
    for (let length = 32; length < bytes.length; length += Math.ceil(bytes.length / 300)) {
      const outcome = await decodeImage(bytes.subarray(0, length)).then(
        async ({ data }) => ((await digest(data)) === expected ? "whole" : "other pixels"),
        (error: { code?: string }) => error.code ?? String(error),
      );
      outcomes.add(outcome);
    }
    outcomes.delete("whole");
    expect(outcomes.size, format).toBeGreaterThan(0);
    expect([...outcomes].every((outcome) => outcome === "image/truncated" || outcome === "image/broken")).toBe(true);
  });
});
