export { openDiskCache } from "./node/disk-cache.js";
export { readFileBytes } from "./node/read-file-bytes.js";
