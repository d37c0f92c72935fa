import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, constants, createBrotliCompress } from "node:zlib";
import { initSync } from "brotli-dec-wasm/web";
import { beforeAll, describe, expect, it } from "vitest";
import { decodeBrotli } from "../src/http-message/brotli.js";

const MiB = 1 << 20;
const inBrowsers = (bytes: Uint8Array, limit: number): Promise<Uint8Array> =>
  decodeBrotli(bytes, { limit, zlib: undefined });

/** So many MiB of zeros, compressed: about a byte for each. */
async function zeros(times: number): Promise<Uint8Array> {
  const stream = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  const write = async (): Promise<void> => {
    const piece = new Uint8Array(MiB);
    for (let i = 0; i < times; i++) await new Promise<void>((resolve) => stream.write(piece, () => resolve()));
    stream.end();
  };
  const parts: Uint8Array[] = [];
  const written = write();
  for await (const part of stream) parts.push(part);
  await written;
  return new Uint8Array(Buffer.concat(parts));
}

describe("the Brotli decoder for browsers", () => {
  // Node's fetch doesn't read the file that a browser would.
  beforeAll(() => {
    const wasm = createRequire(import.meta.url).resolve("brotli-dec-wasm/web/bg.wasm");
    initSync({ module: readFileSync(wasm) });
  });

  it("gives everything below the limit", async () => {
    const large = new Uint8Array(3 * MiB).map((_, i) => (i * 7919) >> 8);
    const decoded = await inBrowsers(new Uint8Array(brotliCompressSync(large)), 3 * MiB);
    expect(Buffer.compare(decoded, large)).toBe(0);
    expect(await inBrowsers(new Uint8Array(brotliCompressSync(new Uint8Array(0))), 0)).toHaveLength(0);
  });

  it("stops a bomb of 1 GiB at the limit, with flat memory use", async () => {
    const bomb = await zeros(1024);
    expect(bomb.length).toBeLessThan(64 << 10);
    await expect(inBrowsers(bomb, MiB)).rejects.toThrow("it decodes to more than 1,048,576 bytes");
    const before = process.memoryUsage().rss;
    for (let time = 0; time < 8; time++) await expect(inBrowsers(bomb, MiB)).rejects.toThrow("more than");
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MiB);
  });

  it("refuses data that is cut short or isn't Brotli", async () => {
    const bytes = new Uint8Array(brotliCompressSync(new Uint8Array(MiB)));
    await expect(inBrowsers(bytes.subarray(0, 10), MiB)).rejects.toThrow("the body ends before its stream does");
    await expect(inBrowsers(new TextEncoder().encode("<p>plain text</p>"), MiB)).rejects.toThrow("Brotli");
  });
});
