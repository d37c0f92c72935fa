import { derived } from "../derived.js";
import { exceptionsOf } from "../forms/lemmatize.js";
import { findWords } from "../look-up/find-words.js";
import { wordDetails } from "../senses/word-details.js";
import type { Wordnet } from "../wordnet.js";

/**
 * How the plural of an English noun may be written: the irregular forms that the lexicon lists, for the whole noun (*children*) or for
 * its last word (*schoolchildren*, *police women*); if there are none, by the rules of spelling (*nurses*, *bosses*, *ladies*).
 * It is the inverse of `lemmatize`, whose rules of detachment lead each of these back to the noun.
 *
 * @param noun of one or more words; needn't be in the lexicon
 * @returns at least one form, in the noun's case but for irregular ones, which are in lower case
 */
export function pluralForms(wordnet: Wordnet, noun: string): string[] {
  const listed = [...irregular(wordnet, noun), ...formsInLexicon(wordnet, noun)];
  if (listed.length > 0) return [...new Set(listed)];
  const cut = Math.max(noun.lastIndexOf(" "), noun.lastIndexOf("-")) + 1;
  const [before, last] = [noun.slice(0, cut), noun.slice(cut)];
  const lastIrregular = cut === 0 ? [] : irregular(wordnet, last);
  return (lastIrregular.length > 0 ? lastIrregular : regular(last)).map((form) => before + form);
}

function irregular(wordnet: Wordnet, noun: string): readonly string[] {
  return irregularPlurals(wordnet).get(noun.toLowerCase()) ?? [];
}

/** Forms that WN-LMF lists. They aren't only plurals, but none of them means another thing. */
function formsInLexicon(wordnet: Wordnet, noun: string): string[] {
  return findWords(wordnet, noun, { partOfSpeech: "n" }).flatMap((word) =>
    (wordDetails(wordnet, word).forms ?? []).map(({ writtenForm }) => writtenForm),
  );
}

/** Those that have no *man* in them. */
const NOT_MEN = /^(?:ata|brah|cai|cay|dol|ger|het|(?:non|pre|super)?hu|mussul|nor|otto|ro|sha|talis|turco)man$/i;

function regular(word: string): string[] {
  if (/(?:[sxz]|[cs]h)$/i.test(word)) return [`${word}es`];
  if (/[^aeiou]y$/i.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/man$/i.test(word) && !NOT_MEN.test(word)) return [`${word.slice(0, -2)}en`];
  return [`${word}s`];
}

const irregularPlurals = /* @__PURE__ */ derived((wordnet: Wordnet): ReadonlyMap<string, readonly string[]> => {
  const plurals = new Map<string, string[]>();
  for (const [key, lemmas] of exceptionsOf(wordnet)) {
    if (!key.startsWith("n ")) continue;
    const form = key.slice(2).replaceAll("_", " ");
    for (const lemma of lemmas) {
      const forms = plurals.get(lemma);
      if (forms === undefined) plurals.set(lemma, [form]);
      else forms.push(form);
    }
  }
  return plurals;
});
