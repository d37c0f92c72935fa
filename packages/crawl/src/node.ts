export { openDiskCache } from "./node/disk-cache.js";
export { type FileBytes, openFileBytes, readFileBytes } from "./node/file-bytes.js";
