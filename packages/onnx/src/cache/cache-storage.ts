import { concatenate, type RandomAccessBytes } from "@alt2img/core";
import type { ModelCache, PartialFile } from "./model-cache.js";

/** Files are stored in parts of this size: a download that breaks loses less than one, and none has to stay in memory. */
const PART_BYTES = 8 << 20;

/** About the whole file: it is put last. */
type Manifest = { key: string; byteLength: number; partBytes: number };

const VALIDATOR = "X-Alt2img-Validator";
const LENGTH = "X-Alt2img-Length";

/**
 * The browser's Cache Storage as a cache. OPFS would do, too, but shows a file to others only once it is closed, so a
 * killed page loses all of it. The cache lasts until the site's data is cleared, or until `caches.delete(name)`.
 *
 * @param name of the cache, within the page's origin
 */
export function cacheStorage(name: string, partBytes: number = PART_BYTES): ModelCache {
  const opened = (): Promise<Cache> => caches.open(name);
  /** The Cache API wants URLs, drops what comes after “#”, and refuses some schemes. */
  const urlOf = (key: string, part: number | "half" | "whole"): string =>
    `https://models.alt2img.invalid/${part}?${encodeURIComponent(key)}`;
  const sizeOf = (response: Response | undefined): number => Number(response?.headers.get(LENGTH) ?? -1);

  async function open(key: string): Promise<RandomAccessBytes | undefined> {
    const cache = await opened();
    const response = await cache.match(urlOf(key, "whole"));
    if (response === undefined) return undefined;
    const manifest = (await response.json()) as Manifest;
    const { byteLength } = manifest;
    for (const [part, start] of startsOf(manifest).entries()) {
      const found = sizeOf(await cache.match(urlOf(key, part)));
      if (found === Math.min(manifest.partBytes, byteLength - start)) continue;
      await cache.delete(urlOf(key, "whole"));
      return undefined;
    }
    return partsOf(cache, key, manifest);
  }

  const startsOf = ({ byteLength, partBytes: size }: Omit<Manifest, "key">): number[] =>
    Array.from({ length: Math.ceil(byteLength / size) }, (_, part) => part * size);

  function partsOf(
    cache: Cache,
    key: string,
    { byteLength, partBytes: size }: Omit<Manifest, "key">,
  ): RandomAccessBytes {
    return {
      byteLength,
      async slice(start, to = byteLength, { signal, onProgress } = {}) {
        const end = Math.min(to, byteLength);
        const bytes = new Uint8Array(Math.max(end - start, 0));
        for (let at = start; at < end; ) {
          signal?.throwIfAborted();
          const part = Math.floor(at / size);
          const response = await cache.match(urlOf(key, part));
          const whole = new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
          const piece = whole.subarray(at - part * size, end - part * size);
          if (piece.length === 0) throw new Error(`part ${part} of ${key} is gone`);
          bytes.set(piece, at - start);
          at += piece.length;
          onProgress?.({ stage: "read", done: at - start, total: end - start, unit: "bytes" });
        }
        return bytes.buffer;
      },
    };
  }

  async function remove(key: string): Promise<void> {
    const cache = await opened();
    await cache.delete(urlOf(key, "whole"));
    await cache.delete(urlOf(key, "half"));
    for (let part = 0; await cache.delete(urlOf(key, part)); part++);
  }

  async function begin(key: string): Promise<PartialFile> {
    const cache = await opened();
    let validator = (await cache.match(urlOf(key, "half")))?.headers.get(VALIDATOR) ?? undefined;
    let parts = 0;
    if (validator !== undefined) while (await isFull(parts)) parts++;
    let tail: Uint8Array[] = [];
    let tailBytes = 0;

    /** A part belongs to the version of the file that it was fetched from. */
    async function isFull(part: number): Promise<boolean> {
      const response = await cache.match(urlOf(key, part));
      return response?.headers.get(VALIDATOR) === validator && sizeOf(response) === partBytes;
    }
    async function put(part: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
      const headers = { [LENGTH]: String(bytes.length), [VALIDATOR]: validator ?? "" };
      await cache.put(urlOf(key, part), new Response(bytes, { headers }));
    }

    const file: PartialFile = {
      get byteLength() {
        return parts * partBytes + tailBytes;
      },
      get validator() {
        return validator;
      },
      async restart(version) {
        await remove(key);
        validator = version.validator;
        [parts, tail, tailBytes] = [0, [], 0];
        if (validator !== undefined) {
          await cache.put(urlOf(key, "half"), new Response(null, { headers: { [VALIDATOR]: validator } }));
        }
      },
      async append(chunk) {
        // The stream may reuse the chunk when this returns.
        for (let rest = chunk.slice(); rest.length > 0; ) {
          const piece = rest.subarray(0, partBytes - tailBytes);
          rest = rest.subarray(piece.length);
          tail.push(piece);
          tailBytes += piece.length;
          if (tailBytes < partBytes) return;
          await put(parts, concatenate(tail, tailBytes));
          [parts, tail, tailBytes] = [parts + 1, [], 0];
        }
      },
      async read() {
        // The parts so far, and the bytes that aren't a part yet.
        const stored = partsOf(cache, key, { byteLength: parts * partBytes, partBytes });
        const rest = concatenate(tail, tailBytes);
        const byteLength = stored.byteLength + rest.length;
        return {
          byteLength,
          async slice(start, to = byteLength, options) {
            const end = Math.min(to, byteLength);
            const split = stored.byteLength;
            if (start >= split) return rest.slice(start - split, end - split).buffer;
            const head = await stored.slice(start, Math.min(end, split), options);
            return end <= split ? head : concatenate([new Uint8Array(head), rest.subarray(0, end - split)]).buffer;
          },
        };
      },
      async finish() {
        const { byteLength } = file;
        if (tailBytes > 0) await put(parts, concatenate(tail, tailBytes));
        const manifest: Manifest = { key, byteLength, partBytes };
        await cache.put(urlOf(key, "whole"), Response.json(manifest));
        await cache.delete(urlOf(key, "half"));
      },
      keep: async () => {},
      discard: () => remove(key),
    };
    return file;
  }

  return { open, begin, remove };
}
