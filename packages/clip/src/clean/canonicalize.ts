import { collapseWhiteSpace } from "./white-space.js";

const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g;

/**
 * What SigLIP does with a text before it is tokenized: lower case, no ASCII punctuation, every run of white space one space.
 *
 * @see `canonicalize_text` of transformers' `SiglipTokenizer`, after big_vision
 */
export function canonicalizeText(text: string): string {
  return collapseWhiteSpace(text.toLowerCase().replace(ASCII_PUNCTUATION, ""));
}
