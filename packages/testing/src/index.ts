export { collect, inChunks } from "./chunks.js";
export { encodeText } from "./encode-text.js";
export { expectClose } from "./expect-close.js";
