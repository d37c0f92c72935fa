export { type LoadPreprocessorOptions, loadPreprocessor } from "./pixels/load-preprocessor.js";
export type { Preprocessing } from "./pixels/preprocessing.js";
export type { PreprocessingReference, PreprocessOptions, Preprocessor } from "./pixels/preprocessor.js";
export { type LoadTokenizerOptions, loadTokenizer } from "./tokens/load-tokenizer.js";
export type { TextCleaning } from "./tokens/text-cleaning.js";
export type { ClipTokenizer, TokenizedText } from "./tokens/tokenizer.js";
