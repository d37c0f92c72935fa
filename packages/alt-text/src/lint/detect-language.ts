import { wordsOf } from "./fold.js";
import type { Vocabulary } from "./vocabulary.js";

/** Scripts by Unicode name, and the languages (primary subtags) that are written in each. */
const SCRIPTS: readonly (readonly [script: string, letters: RegExp, languages: string])[] = [
  ["Kana", /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  ["Han", /\p{Script=Han}/gu, "zh ja ko yue wuu"],
  ["Hangul", /\p{Script=Hangul}/gu, "ko"],
  ["Cyrillic", /\p{Script=Cyrillic}/gu, "ru uk be bg sr mk bs kk ky mn tg uz"],
  ["Arabic", /\p{Script=Arabic}/gu, "ar fa ur ps ckb ku"],
  ["Hebrew", /\p{Script=Hebrew}/gu, "he iw yi"],
  ["Greek", /\p{Script=Greek}/gu, "el"],
  ["Thai", /\p{Script=Thai}/gu, "th"],
  ["Devanagari", /\p{Script=Devanagari}/gu, "hi mr ne sa"],
];

/** Languages that we know aren't written in other scripts. */
const KNOWN =
  "en es fr de pt it nl sv da no nb nn fi pl cs sk hu ro tr vi id ms ca eu gl hr sl et lv lt ga cy is af sw";

/**
 * Which language a text is in, if not the page's, by its script or its function words; `undefined` if it seems to
 * be in the page's, or is too short to decide. Names and titles of a few words pass.
 * @param language the primary subtag of the page's language
 * @returns a language subtag, or the name of a script
 */
export function otherLanguage(text: string, language: string, vocabularies: readonly Vocabulary[]): string | undefined {
  return otherScript(text, language) ?? otherStopWords(text, language, vocabularies);
}

function otherScript(text: string, language: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const isKnown =
    KNOWN.split(" ").includes(language) || SCRIPTS.some(([, , users]) => users.split(" ").includes(language));
  if (letters < 4 || !isKnown) return undefined;
  let foreign = 0;
  let found: string | undefined;
  for (const [script, pattern, users] of SCRIPTS) {
    const languages = users.split(" ");
    const count = text.match(pattern)?.length ?? 0;
    if (count === 0 || languages.includes(language)) continue;
    // Japanese is partly written in Chinese characters: some of its own are enough.
    if (languages[0] === "ja" && count >= 0.3 * letters) return "ja";
    foreign += count;
    found ??= languages.length === 1 ? languages[0] : script;
  }
  return foreign >= 0.8 * letters ? found : undefined;
}

function otherStopWords(text: string, language: string, vocabularies: readonly Vocabulary[]): string | undefined {
  if (!vocabularies.some((known) => known.language === language)) return undefined;
  const words = wordsOf(text);
  if (words.length < 5) return undefined;
  const hits = (vocabulary: Vocabulary): string[] => words.filter((word) => vocabulary.stopWords.has(word));
  let best: { language: string; count: number } | undefined;
  let own = 0;
  for (const vocabulary of vocabularies) {
    const found = hits(vocabulary);
    if (vocabulary.language === language) own = found.length;
    else if (found.length > (best?.count ?? 2) && new Set(found).size >= 2) {
      best = { language: vocabulary.language, count: found.length };
    }
  }
  return best && best.count >= 0.2 * words.length && own * 3 <= best.count ? best.language : undefined;
}
