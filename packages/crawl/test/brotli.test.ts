import { brotliCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { decodeBrotli } from "../src/http-message/brotli.js";

const inBrowsers = (bytes: Uint8Array, limit: number): Promise<Uint8Array> =>
  decodeBrotli(bytes, { limit, zlib: undefined });

it("the decoder for browsers keeps to its limit, and gives all that is below it", async () => {
  const large = new Uint8Array(3 << 20).map((_, i) => (i * 7919) >> 8);
  const decoded = await inBrowsers(new Uint8Array(brotliCompressSync(large)), 4 << 20);
  expect(Buffer.compare(decoded, large)).toBe(0);
  const bomb = new Uint8Array(brotliCompressSync(new Uint8Array(40 << 20)));
  await expect(inBrowsers(bomb, 1 << 20)).rejects.toThrow(`more than ${1 << 20} bytes come out`);
  await expect(inBrowsers(bomb.subarray(0, 10), 1 << 20)).rejects.toThrow();
});
