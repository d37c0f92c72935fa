import { diskCache } from "../cache/disk-cache.js";
import type { ModelCache } from "../cache/model-cache.js";
import { nodeModules } from "../node-modules.js";

/**
 * A folder as the cache of `openModelFolder`. A file in it is complete or missing, also after a kill, and with
 * several processes.
 *
 * @param folder created when the first file is written. Files never expire: to clear the cache, delete the folder
 */
export function openModelCache(folder: string): ModelCache {
  return diskCache(folder, nodeModules()!);
}
