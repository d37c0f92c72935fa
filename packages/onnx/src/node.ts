/**
 * What needs Node: a folder of yours as the cache.
 * @module node
 */
export { openModelCache } from "./node/open-model-cache.js";
