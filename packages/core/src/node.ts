/**
 * What needs Node: files to read parts of, and to write whole or not at all.
 * @module node
 */
export type { FileBytes } from "./file-bytes.js";
export { openFile } from "./node/open-file.js";
export { type WriteWholeOptions, writeWhole } from "./node/write-whole.js";
