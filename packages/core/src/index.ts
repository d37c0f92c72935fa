export { type ByteSource, type CollectBytesOptions, collectBytes, type ReadBytesOptions, readBytes } from "./bytes.js";
export { countDiagnostic, type Diagnostic, type DiagnosticCounts, type OnDiagnostic } from "./diagnostic.js";
export type { Embedding, EncodeOptions, EncoderInfo, ImageEncoder, TextEncoder } from "./encoder.js";
export { Alt2imgError } from "./error.js";
export type { ImageTextPair, TextSource } from "./image-text-pair.js";
export type { OnProgress, Progress } from "./progress.js";
export { createRandom, type Random } from "./random.js";
export type { RasterImage } from "./raster-image.js";
export type { Tensor } from "./tensor.js";
