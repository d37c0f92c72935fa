/**
 * Where fetched bytes are kept between calls: a folder (`openDiskCache` of `@alt2img/crawl/node`), the browser's Cache
 * API (`openCacheStorage`), or anything else that has these two methods.
 */
export type ByteCache = {
  /** What was put under this key, whole; `undefined` where there is nothing, or something damaged. */
  get(key: string): Promise<Uint8Array | undefined>;
  put(key: string, bytes: Uint8Array): Promise<void>;
};

/**
 * What `parse` makes of `load`'s bytes, from the cache or into it. What it throws at, such as an error page that came
 * with status 200, is not kept; where the cache has such a thing, it is loaded anew. A cache that cannot be written does
 * not stop the work.
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
      // It is written over below.
    }
  }
  const bytes = await load();
  const value = await parse(bytes);
  await cache?.put(key, bytes).catch(() => {});
  return value;
}

const LENGTH = "X-Alt2img-Length";

/** The browser's Cache API as a cache, under the given name. It is kept until the site's data is cleared. */
export async function openCacheStorage(name: string): Promise<ByteCache> {
  const cache = await caches.open(name);
  // The Cache API wants URLs, and drops what stands after “#”.
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
