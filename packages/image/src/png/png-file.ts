// What is loaded with the first file of this format.
export { decodePng } from "./decode-png.js";
export { readPng } from "./read-png.js";
