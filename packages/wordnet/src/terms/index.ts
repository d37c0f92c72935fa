/**
 * Lists of terms for searching in texts.
 * @module terms
 */

export { pluralForms } from "./plural-forms.js";
export { type TermsBelow, type TermsBelowOptions, type TermsOfSynset, termsBelow } from "./terms-below.js";
