/**
 * Finding words and terms in texts such as captions.
 * @module terms
 */

export { type FoldedWord, foldedWords } from "./terms/folded-words.js";
export { MAX_TERM_WORDS, type TermFinder, type TermMatch, termFinder } from "./terms/term-finder.js";
