import type { ImageTextPair } from "@alt2img/core";
import { termFinder } from "@alt2img/core/terms";
import type { GroupOf } from "./report.js";

/** The group of an image's host name: `www.example.org`. */
export function domainOf({ imageUrl }: ImageTextPair): string {
  try {
    return new URL(imageUrl).hostname;
  } catch {
    return "(not a URL)";
  }
}

/** The group of a pair's language, as in LAION's column `LANGUAGE`. */
export function languageOf(pair: ImageTextPair): string {
  const language: unknown = Object.hasOwn(pair, "LANGUAGE") ? Reflect.get(pair, "LANGUAGE") : undefined;
  return typeof language === "string" ? language : "(no language)";
}

/**
 * Groups by the terms that a text contains, such as words for people: a pair is in a group for each term, and in
 * `"(no term)"` without any. Terms are one or more whole words, compared in lower case; of terms that overlap, the longest
 * counts.
 *
 * @throws Alt2imgError `core/term` for a term without letters or digits, or of more than 32 words
 */
export function termsOf(terms: Iterable<string>): GroupOf {
  const find = termFinder([...terms].map((term) => term.toLowerCase()));
  return ({ text }) => {
    const found = new Set(find(text).map(({ term }) => term));
    return found.size === 0 ? "(no term)" : [...found];
  };
}
