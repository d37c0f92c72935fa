import { cacheFolder } from "@alt2img/core";
import { nodeModules } from "../node-modules.js";
import { cacheStorage } from "./cache-storage.js";
import { diskCache } from "./disk-cache.js";
import type { ModelCache } from "./model-cache.js";

/** The name of the cache in browsers. */
const CACHE_NAME = "alt2img-models";

/** In Node the user's cache folder; in browsers Cache Storage, which pages over plain HTTP don't have. */
export function defaultCache(): ModelCache | undefined {
  const modules = nodeModules();
  if (modules !== undefined) return diskCache(modules.path.join(cacheFolder(), "models"), modules);
  return globalThis.caches === undefined ? undefined : cacheStorage(CACHE_NAME);
}
