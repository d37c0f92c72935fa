export type { ExtractedImage, ImageCandidate, ImageElement, TextState } from "./extracted-image.js";
