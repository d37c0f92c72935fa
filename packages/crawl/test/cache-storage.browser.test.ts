import { expect, it } from "vitest";
import { openCacheStorage } from "../src/common-crawl/cache.js";

it("stores bytes under any key", async () => {
  const cache = await openCacheStorage("alt2img-test");
  const key = "https://data.commoncrawl.org/a b.warc.gz#bytes=1-2";
  expect(await cache.get(key)).toBeUndefined();
  await cache.put(key, Uint8Array.of(1, 2, 3).subarray(1));
  await cache.put(key.replace("1-2", "1-3"), new Uint8Array(0));
  const again = await openCacheStorage("alt2img-test");
  expect(await again.get(key)).toEqual(Uint8Array.of(2, 3));
  expect(await again.get(key.replace("1-2", "1-3"))).toEqual(new Uint8Array(0));
  await caches.delete("alt2img-test");
});
