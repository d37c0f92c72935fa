export { formatBytes, formatCount, formatNumber } from "./amounts.js";
export { type ByteSource, type CollectBytesOptions, collectBytes, type ReadBytesOptions, readBytes } from "./bytes.js";
export { cacheFolder } from "./cache-folder.js";
export { concatenate } from "./concatenate.js";
export { crc32 } from "./crc32.js";
export { cutWords } from "./cut-words.js";
export { countDiagnostic, type Diagnostic, type DiagnosticCounts, type OnDiagnostic } from "./diagnostic.js";
export type { EmbedderInfo, Embedding, EmbedOptions, ImageEmbedder, TextEmbedder } from "./embedder.js";
export { Alt2imgError } from "./error.js";
export { declaresHtml, looksLikeHtml } from "./html-type.js";
export type { ImageTextPair, TextSource } from "./image-text-pair.js";
export {
  asCount,
  asNumber,
  asObject,
  asString,
  isNoSuchFile,
  type Json,
  type ReadJsonOptions,
  readJsonObject,
} from "./json.js";
export { extractMimeType, type MimeType } from "./mime-type.js";
export type { ModelFolder, ReadFileOptions } from "./model-folder.js";
export { type OpenUrlOptions, openUrl, type ReadUrlOptions, readUrl } from "./open-url.js";
export type { OptOutSignal } from "./opt-out-signal.js";
export { isGzip, type PeekedBytes, peek } from "./peek.js";
export type { OnProgress, Progress } from "./progress.js";
export { createRandom, type Random } from "./random/random.js";
export { openBlob, openBytes, type RandomAccessBytes, type SliceOptions } from "./random-access-bytes.js";
export type { RasterImage } from "./raster-image.js";
export { type ReadAllOptions, readAll } from "./read-all.js";
export { type ByteRange, type ReadRangesOptions, readRanges } from "./read-ranges.js";
export type { RecordLocation } from "./record-location.js";
export { type HeaderField, headerFields, headerValues, type ResponseHeaders } from "./response-headers.js";
export type { Tensor } from "./tensor.js";
export { type ShareInterval, type WilsonOptions, wilsonInterval } from "./wilson.js";
