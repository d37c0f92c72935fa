import { cacheFolder } from "@alt2img/core";
import { nodeModules } from "../node-modules.js";
import { cacheStorage } from "./cache-storage.js";
import type { ModelCache } from "./model-cache.js";

/** The name of the cache in browsers. */
const CACHE_NAME = "alt2img-models";

/** In Node the user's cache folder; in browsers Cache Storage, which pages over plain HTTP don't have. */
export async function defaultCache(): Promise<ModelCache | undefined> {
  const modules = nodeModules();
  if (modules !== undefined) {
    // Pages need not load it.
    const { diskCache } = await import("./disk-cache.js");
    return diskCache(modules.path.join(cacheFolder(), "models"), modules);
  }
  return globalThis.caches === undefined ? undefined : cacheStorage(CACHE_NAME);
}
