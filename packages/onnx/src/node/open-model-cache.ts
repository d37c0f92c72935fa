import { diskCache } from "../cache/disk-cache.js";
import type { ModelCache } from "../cache/model-cache.js";
import { nodeModules } from "../node-modules.js";

/**
 * A folder as the cache of `openModelFolder`. A file is in it whole or not at all, also after a kill, and with several processes.
 *
 * @param folder made when the first file is written. Nothing is ever removed for its age: delete the folder
 */
export function openModelCache(folder: string): ModelCache {
  return diskCache(folder, nodeModules()!);
}
