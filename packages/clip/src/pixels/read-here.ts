export { createPreprocessor } from "./preprocessor.js";
export { readPixels } from "./read-pixels.js";
