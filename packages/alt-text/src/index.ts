/**
 * From HTML to images, with everything the page says about them.
 * @module index
 */

export type { ControlRole } from "./aria/control-role.js";
export { type DecodedHtml, type DecodeOptions, decodeHtml } from "./encoding/decode-html.js";
export {
  type EncodingSource,
  type SniffedEncoding,
  type SniffOptions,
  sniffEncoding,
} from "./encoding/sniff-encoding.js";
export {
  type ExtractFromOptions,
  extractImagesFrom,
  extractPageFrom,
  MAX_PAGE_BYTES,
} from "./extract-images-from.js";
export { type ExtractOptions, extractImages, extractPage } from "./extract-page.js";
export type { ExtractedImage, ImageCandidate, ImageElement, SurroundingControl, TextState } from "./extracted-image.js";
export { type OptOutSignals, type OptOutSource, optOutSignals, type RobotsRule } from "./opt-out/opt-out-signals.js";
export type { Page } from "./page.js";
export { heardByScreenReader, type ScreenReaderReading } from "./readers/heard-by-screen-reader.js";
export { type CrawlReading, refusedAddressParts, takenByCrawl } from "./readers/taken-by-crawl.js";
export { type AltText, type AltTextScan, type ScanOptions, scanAltTexts } from "./scan-alt-texts.js";
export { type ScannedImage, scanImages } from "./scan-images.js";
