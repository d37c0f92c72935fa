// What is loaded with the first file of this format.
export { decodeGif } from "./decode-gif.js";
export { readGif } from "./read-gif.js";
