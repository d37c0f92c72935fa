// What is loaded with the first file of this format.
export { decodeAvif } from "./decode-avif.js";
export { readAvif } from "./read-avif.js";
