import type { WatMeta } from "./page.js";

/** Which `meta` elements are wanted: all, none, or those whose attributes contain one of these words. */
export type WantedMetas = boolean | readonly string[];

export function isWantedMeta(meta: WatMeta, wanted: WantedMetas): boolean {
  if (typeof wanted === "boolean") return wanted;
  const values = Object.values(meta).map(lowerCase);
  return wanted.some((word) => values.some((value) => value.includes(lowerCase(word))));
}

/**
 * Whether JSON, with one code unit for each byte, may contain one of the wanted words. It must not spell letters as escapes.
 */
export type SearchMetas = (json: string) => boolean;

export function searchMetas(wanted: WantedMetas): SearchMetas {
  if (typeof wanted === "boolean") return () => wanted;
  if (wanted.length === 0) return () => false;
  if (!wanted.every(isWrittenAsItIs)) return () => true;
  const words = new RegExp(wanted.map((word) => word.replace(/[^\w\s]/g, "\\$&")).join("|"), "i");
  return (json) => words.test(json);
}

/** Whether a word looks the same in JSON and in UTF-8. */
function isWrittenAsItIs(word: string): boolean {
  return /^[ !#-[\]-~]+$/.test(word);
}

/** Changes only ASCII: other letters can have several lower-case forms. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
