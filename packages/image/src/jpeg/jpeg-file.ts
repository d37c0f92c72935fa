// What is loaded with the first file of this format.
export { decodeJpeg, verifyJpeg } from "./decode-jpeg.js";
export { readJpegHeader } from "./read-jpeg.js";
