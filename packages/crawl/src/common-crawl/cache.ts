/**
 * Where fetched bytes are kept between calls: a folder (`openDiskCache` of `@alt2img/crawl/node`), the browser's Cache
 * API (`openCacheStorage`), or anything else that has these two methods.
 */
export type ByteCache = {
  /** All the bytes that were put under this key; `undefined` where there is nothing, or where it is damaged. */
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
};

/**
 * What `parse` makes of the cached bytes, or of those from `load`, which are then cached. Bytes that `parse` rejects,
 * such as an error page with status 200, aren't cached; if they are in the cache, they are loaded again. A cache that
 * can't be written to isn't an error.
 *
 * @throws what `load` and `parse` throw
 */
export async function cached<T>(
  cache: ByteCache | undefined,
  key: string,
  load: () => Promise<Uint8Array>,
  parse: (bytes: Uint8Array) => T | Promise<T>,
): Promise<T> {
  const found = await cache?.get(key);
  if (found !== undefined) {
    try {
      return await parse(found);
    } catch {
      // The entry is overwritten below.
    }
  }
  const bytes = await load();
  const value = await parse(bytes);
  await cache?.put(key, bytes).catch(() => {});
  return value;
}

const LENGTH = "X-Alt2img-Length";

/** The browser's Cache API as a cache, under the given name. Entries are kept until the site's data is cleared. */
export async function openCacheStorage(name: string): Promise<ByteCache> {
  const cache = await caches.open(name);
  // The Cache API takes URLs as keys, and drops their fragment.
  const urlOf = (key: string): string => `https://cache.alt2img.invalid/?${encodeURIComponent(key)}`;
  return {
    async get(key) {
      const response = await cache.match(urlOf(key));
      if (response === undefined) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return String(bytes.length) === response.headers.get(LENGTH) ? bytes : undefined;
    },
    async put(key, bytes) {
      const body = bytes.slice();
      await cache.put(urlOf(key), new Response(body, { headers: { [LENGTH]: String(body.length) } }));
    },
  };
}
