export { type ExtractOptions, extractImages, extractPage, type HeaderFields, type Page } from "./extract-page.js";
export type { ExtractedImage, ImageCandidate, ImageElement, TextState } from "./extracted-image.js";
export { type ScannedImage, scanImages } from "./scan-images.js";
