/**
 * What needs Node: files to read parts of, and to write whole or not at all, and folders to put them in.
 * @module node
 */
export type { FileBytes } from "./file-bytes.js";
export { makeFolder } from "./node/make-folder.js";
export { openFile } from "./node/open-file.js";
export { type WriteWholeOptions, writeWhole } from "./node/write-whole.js";
