import type { WatMeta } from "./page.js";

/** Which `meta` elements are wanted: all, none, or those in whose attributes one of these words stands. */
export type WantedMetas = boolean | readonly string[];

export function isWantedMeta(meta: WatMeta, wanted: WantedMetas): boolean {
  if (typeof wanted === "boolean") return wanted;
  const values = Object.values(meta).map(lowerCase);
  return wanted.some((word) => values.some((value) => value.includes(lowerCase(word))));
}

/**
 * Whether one of the wanted words may occur in JSON, given as bytes, and so in one of its strings. The JSON must not
 * spell letters with escapes.
 */
export type SearchMetas = (json: string) => boolean;

export function searchMetas(wanted: WantedMetas): SearchMetas {
  if (typeof wanted === "boolean") return () => wanted;
  if (wanted.length === 0) return () => false;
  if (!wanted.every(isWrittenAsItIs)) return () => true;
  const words = new RegExp(wanted.map((word) => word.replace(/[^\w\s]/g, "\\$&")).join("|"), "i");
  return (json) => words.test(json);
}

/** In JSON and in UTF-8. */
function isWrittenAsItIs(word: string): boolean {
  return /^[ !#-[\]-~]+$/.test(word);
}

/** Of ASCII alone: other letters have more than one partner. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
