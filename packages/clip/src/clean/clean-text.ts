/**
 * Only the cleaning of texts, without a tokenizer.
 * @module clean-text
 */
import { fixText } from "./fix-text.js";
import { unescapeHtml } from "./unescape-html.js";
import { collapseWhiteSpace } from "./white-space.js";

/**
 * What OpenAI's CLIP does with a text before it is tokenized, and OpenCLIP after it: ftfy's repair, character references
 * resolved twice, every run of white space one space, lower case.
 *
 * @see `basic_clean` and `whitespace_clean` in https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py
 */
export function cleanText(text: string): string {
  return collapseWhiteSpace(unescapeHtml(unescapeHtml(fixText(text)))).toLowerCase();
}
