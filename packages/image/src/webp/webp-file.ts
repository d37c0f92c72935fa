// What is loaded with the first file of this format.
export { decodeWebp } from "./decode-webp.js";
export { readWebpHeader } from "./webp-header.js";
