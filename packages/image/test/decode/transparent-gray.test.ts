import { deflateSync } from "node:zlib";
import { crc32 } from "@alt2img/core";
import { expect, test } from "vitest";
import { decodeImage } from "../../src/index.js";

function grayPng(samples: readonly number[], bits: 8 | 16, key: number): Uint8Array {
  const row = samples.flatMap((value) => (bits === 16 ? [value >> 8, value & 255] : [value]));
  const header = [0, 0, 0, samples.length, 0, 0, 0, 1, bits, 0, 0, 0, 0];
  return Buffer.concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    chunk("IHDR", header),
    chunk("tRNS", [key >> 8, key & 255]),
    chunk("IDAT", [...deflateSync(Uint8Array.of(0, ...row))]),
    chunk("IEND", []),
  ]);
}

function chunk(name: string, data: readonly number[]): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(name), Uint8Array.from(data)]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

// Expected: Image.open(file).convert("RGBA") in Pillow 13.0.0, which takes the low byte of the transparent grey.
test.each([
  [16, 0, [0]],
  [16, 44, [44]],
  [16, 255, [255, 300, 65535]],
  [16, 256, [0]],
  [16, 300, [44]],
  [16, 511, [255, 300, 65535]],
  [16, 65535, [255, 300, 65535]],
  [8, 44, [44]],
  [8, 256, [0]],
  [8, 300, [44]],
] as const)("grey of %i bits with %i transparent", async (bits, key, expected) => {
  const samples = bits === 16 ? [0, 44, 255, 300, 65535] : [0, 44, 255];
  const { data } = await decodeImage(grayPng(samples, bits, key));
  expect(samples.filter((_, i) => data[4 * i + 3] === 0)).toEqual(expected);
});
