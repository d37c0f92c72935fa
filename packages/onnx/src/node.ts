/**
 * What needs Node: a folder of your own as the cache.
 * @module node
 */
export { openModelCache } from "./node/open-model-cache.js";
