import type { WatMeta } from "./page.js";

/** Which `meta` elements are wanted: all, none, or those in whose attributes one of these words stands. */
export type WantedMetas = boolean | readonly string[];

export function isWantedMeta(meta: WatMeta, wanted: WantedMetas): boolean {
  if (typeof wanted === "boolean") return wanted;
  const values = Object.values(meta).map(lowerCase);
  return wanted.some((word) => values.some((value) => value.includes(lowerCase(word))));
}

/**
 * Whether none of the wanted words stands in this JSON, as bytes, so that none stands in any of its strings. The JSON
 * must not spell letters with escapes.
 */
export function holdsNoWantedMeta(json: string, wanted: WantedMetas): boolean {
  if (typeof wanted === "boolean") return !wanted;
  if (wanted.length === 0) return true;
  if (!wanted.every(isWrittenAsItIs)) return false;
  const words = wanted.map((word) => word.replace(/[^\w\s]/g, "\\$&")).join("|");
  return !new RegExp(words, "i").test(json);
}

/** In JSON and in UTF-8. */
function isWrittenAsItIs(word: string): boolean {
  return /^[ !#-[\]-~]+$/.test(word);
}

/** Of ASCII alone: other letters have more than one partner. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
