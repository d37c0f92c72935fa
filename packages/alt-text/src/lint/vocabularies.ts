import { german } from "./vocabularies/de.js";
import { english } from "./vocabularies/en.js";
import { spanish } from "./vocabularies/es.js";
import { french } from "./vocabularies/fr.js";
import { italian } from "./vocabularies/it.js";
import { japanese } from "./vocabularies/ja.js";
import { portuguese } from "./vocabularies/pt.js";
import { chinese } from "./vocabularies/zh.js";
import type { Vocabulary } from "./vocabulary.js";

/** Every language whose words the rules know. */
export const vocabularies: readonly Vocabulary[] = [
  english,
  spanish,
  french,
  german,
  portuguese,
  italian,
  chinese,
  japanese,
];

/**
 * The words to look for on a page: its language's and English ones, since software everywhere leaves English
 * placeholders behind; all of them if the language is unknown; only English for a language without a list.
 */
export function vocabulariesFor(language: string | undefined): readonly Vocabulary[] {
  if (language === undefined) return vocabularies;
  return vocabularies.filter((known) => known.language === language || known.language === "en");
}
