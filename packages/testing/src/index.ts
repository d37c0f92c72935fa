export { collect, inChunks } from "./chunks.js";
export { expectClose } from "./expect-close.js";
