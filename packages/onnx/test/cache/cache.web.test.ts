import { readAll } from "@alt2img/core";
import { afterEach, describe, expect, it } from "vitest";
import { cacheStorage } from "../../src/cache/cache-storage.js";
import { diskCache } from "../../src/cache/disk-cache.js";
import { memoryFile } from "../../src/cache/memory-file.js";
import type { ModelCache, PartialFile } from "../../src/cache/model-cache.js";
import { openModelFolder } from "../../src/index.js";
import { nodeModules } from "../../src/node-modules.js";

const node = nodeModules();
const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 256);
const KEY = "https://example.org/model.onnx?a=#ü/..";

/** Ten parts of a hundred bytes, in browsers. */
const name = node === undefined ? "test" : node.path.join(node.os.tmpdir(), `alt2img-cache-${process.pid}`);
const openCache = (): ModelCache => (node === undefined ? cacheStorage(name, 100) : diskCache(name, node));
afterEach(async () => {
  if (node === undefined) await caches.delete(name);
  else await node.fs.rm(name, { recursive: true, force: true });
});

async function write(file: PartialFile, from: number, to: number, step = 70): Promise<void> {
  for (let at = from; at < to; at += step) await file.append(bytes.subarray(at, Math.min(at + step, to)));
}
const contentOf = async (cache: ModelCache): Promise<Uint8Array | undefined> => {
  const file = await cache.open(KEY);
  return file && readAll(file);
};

describe("a cache of models", () => {
  it("has a file once it is finished, and not before", async () => {
    const cache = openCache();
    expect(await cache.open(KEY)).toBeUndefined();
    const file = await cache.begin(KEY);
    await file.restart({ validator: '"v1"', total: 1000 });
    await write(file, 0, 1000);
    expect(await openCache().open(KEY)).toBeUndefined();
    expect(await readAll(await file.read())).toEqual(bytes);
    await file.finish();
    expect(await contentOf(openCache())).toEqual(bytes);
    expect(await openCache().open(`${KEY}x`)).toBeUndefined();
    const found = await cache.open(KEY);
    for (const [start, end] of [
      [0, 1],
      [95, 305],
      [999, 1000],
      [400, 400],
      [990, 2000],
    ] as const) {
      expect(new Uint8Array(await found!.slice(start, end))).toEqual(bytes.slice(start, end));
    }
    await cache.remove(KEY);
    expect(await contentOf(cache)).toBeUndefined();
  });

  it("continues a partial file, under its validator", async () => {
    const first = await openCache().begin(KEY);
    await first.restart({ validator: '"v1"' });
    await write(first, 0, 450);
    await first.keep();
    const second = await openCache().begin(KEY);
    expect(second.validator).toBe('"v1"');
    // In browsers what isn't a whole part yet is lost.
    expect(second.byteLength).toBe(node === undefined ? 400 : 450);
    await write(second, second.byteLength, 1000);
    expect(second.byteLength).toBe(1000);
    for (const [start, end] of [
      [0, 1000],
      [350, 450],
      [395, 405],
      [940, 1000],
    ] as const) {
      expect(new Uint8Array(await (await second.read()).slice(start, end))).toEqual(bytes.slice(start, end));
    }
    await second.finish();
    expect(await contentOf(openCache())).toEqual(bytes);
  });

  it("starts over, and forgets", async () => {
    const first = await openCache().begin(KEY);
    await first.restart({ validator: '"v1"' });
    await write(first, 0, 450);
    await first.restart({ validator: '"v2"' });
    expect(first.byteLength).toBe(0);
    await write(first, 0, 250);
    await first.keep();
    const second = await openCache().begin(KEY);
    expect([second.validator, second.byteLength]).toEqual(['"v2"', node === undefined ? 200 : 250]);
    await second.discard();
    const third = await openCache().begin(KEY);
    expect([third.validator, third.byteLength]).toEqual([undefined, 0]);
    await third.restart({});
    await third.finish();
    expect(await contentOf(openCache())).toEqual(new Uint8Array());
  });

  it("accepts two writers at once", async () => {
    const files = await Promise.all([openCache().begin(KEY), openCache().begin(KEY)]);
    for (const file of files) await file.restart({ validator: '"v1"' });
    await Promise.all(files.map((file) => write(file, 0, 1000)));
    for (const file of files) await file.finish();
    expect(await contentOf(openCache())).toEqual(bytes);
  });

  it.skipIf(node !== undefined)("counts a file whose part is gone as missing", async () => {
    const file = await openCache().begin(KEY);
    await file.restart({ validator: '"v1"' });
    await write(file, 0, 1000);
    await file.finish();
    const cache = await caches.open(name);
    const keys = await cache.keys();
    await cache.delete(keys.find(({ url }) => new URL(url).pathname === "/3")!);
    expect(await openCache().open(KEY)).toBeUndefined();
  });

  it("is what a folder reads from, in browsers too", async () => {
    const requests: string[] = [];
    const etag = '"v1"';
    const fetch = async (url: string, { headers }: RequestInit): Promise<Response> => {
      const range = /^bytes=(\d+)-$/.exec(new Headers(headers).get("Range") ?? "")?.[1];
      requests.push(`${url} ${range ?? ""}`);
      const start = Number(range ?? 0);
      let at = start;
      // Breaks after 333 bytes, each time.
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve));
          if (at >= Math.min(start + 333, 1000)) {
            if (at >= 1000) controller.close();
            else controller.error(new TypeError("network error"));
            return;
          }
          controller.enqueue(bytes.slice(at, at + 111));
          at += 111;
        },
      });
      return new Response(body, {
        status: range === undefined ? 200 : 206,
        headers: {
          ETag: etag,
          "Content-Length": String(1000 - start),
          ...(range === undefined ? {} : { "Content-Range": `bytes ${start}-999/1000` }),
        },
      });
    };
    const folder = await openModelFolder("https://example.org/m", { cache: openCache(), fetch });
    expect(await folder.read("model.bin")).toEqual(bytes);
    expect(requests).toEqual(["", "333", "666", "999"].map((range) => `https://example.org/m/model.bin ${range}`));
    expect(await folder.read("model.bin")).toEqual(bytes);
    expect(requests).toHaveLength(4);
  });
});

describe("a file in memory", () => {
  it("accepts chunks with and without a known length", async () => {
    for (const total of [1000, undefined, 10]) {
      const file = memoryFile();
      await file.restart({ total, validator: "v" });
      await write(file, 0, 1000);
      expect([file.byteLength, file.validator]).toEqual([1000, "v"]);
      expect(await readAll(await file.read())).toEqual(bytes);
    }
  });
});
