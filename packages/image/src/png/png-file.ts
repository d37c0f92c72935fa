// What is loaded with the first file of this format.
export { decodePng, verifyPng } from "./decode-png.js";
export { readPng } from "./read-png.js";
