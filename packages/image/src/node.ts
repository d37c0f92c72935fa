/**
 * What needs Node: sharp as a faster decoder, where it is installed.
 * @module node
 */
export { loadSharpDecoder } from "./node/load-sharp-decoder.js";
