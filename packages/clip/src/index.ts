export { type LoadTokenizerOptions, loadTokenizer } from "./tokens/load-tokenizer.js";
export type { TextCleaning } from "./tokens/text-cleaning.js";
export type { ClipTokenizer, TokenizedText } from "./tokens/tokenizer.js";
