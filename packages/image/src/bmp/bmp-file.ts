// What is loaded with the first file of this format.
export { decodeBmp } from "./decode-bmp.js";
export { readBmp } from "./read-bmp.js";
