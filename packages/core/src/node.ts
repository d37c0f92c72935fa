/**
 * For Node: reading parts of a file, writing a file so that it is complete or isn't there, and making folders.
 * @module node
 */
export type { FileBytes } from "./file-bytes.js";
export { makeFolder } from "./node/make-folder.js";
export { openFile } from "./node/open-file.js";
export { type WriteWholeOptions, writeWhole } from "./node/write-whole.js";
