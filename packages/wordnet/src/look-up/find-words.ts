import { Alt2imgError } from "@alt2img/core";
import { lowerBound } from "../binary-search.js";
import { type Columns, columnsOf } from "../compiled/columns-of.js";
import { formRows } from "../compiled/form-rows.js";
import { sensesOfWord, synsetOfSense } from "../compiled/word-senses.js";
import { isOfPartOfSpeech, type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import type { Sense, Synset, Word, Wordnet } from "../wordnet.js";

export type FindOptions = {
  /** Only this one. `a` gives all adjectives, `s` only satellites, as in NLTK since 3.10. */
  partOfSpeech?: PartOfSpeech | undefined;
  /** Compares case too: `china` without `China`. Spaces and underscores stay the same. */
  caseSensitive?: boolean;
  /** Only words of the lexicon with this id, if a file contains several. */
  lexicon?: string | undefined;
};

const NONE: FindOptions = {};

/**
 * The words with this lemma, or with this form if the lexicon lists it (`mice`). Upper and lower case count as equal, and
 * so do spaces and underscores.
 *
 * @throws Alt2imgError `wordnet/no-lexicon` for the id of a lexicon that doesn't exist
 */
export function findWords(wordnet: Wordnet, form: string, options: FindOptions = NONE): Word[] {
  const words = lemmaWords(wordnet, form, options);
  const columns = columnsOf(wordnet);
  const { otherFormForm, otherFormWord } = columns;
  if (otherFormForm.length === 0) return words;
  const { first, end } = formRows(columns, form, options.caseSensitive);
  for (let i = lowerBound(otherFormForm, first); otherFormForm[i]! < end; i++) {
    const word = otherFormWord[i]! as Word;
    if (isWanted(wordnet, columns, word, options) && !words.includes(word)) words.push(word);
  }
  return words;
}

/** Like `findWords`, but only by lemma. */
export function lemmaWords(wordnet: Wordnet, form: string, options: FindOptions = NONE): Word[] {
  if (options.lexicon !== undefined) checkLexicon(wordnet, options.lexicon);
  const columns = columnsOf(wordnet);
  const { first, end } = formRows(columns, form, options.caseSensitive);
  const words: Word[] = [];
  if (first === end) return words;
  const { formWords } = columns;
  for (let word = formWords[first]!; word < formWords[end]!; word++) {
    if (isWanted(wordnet, columns, word, options)) words.push(word as Word);
  }
  return words;
}

/** The senses of a form: word by word (nouns, verbs, adjectives, adverbs), each word's first sense first. */
export function findSenses(wordnet: Wordnet, form: string, options: FindOptions = NONE): Sense[] {
  const columns = columnsOf(wordnet);
  return findWords(wordnet, form, options).flatMap((word) => wantedSenses(columns, word, options));
}

/**
 * The synsets of a form, in the order of its senses, without repetitions. Forms that aren't in the lexicon have none: pass
 * `dogs` through `lemmatize` first.
 *
 * @example
 * ```ts no-run
 * findSynsets(wordnet, "dog", { partOfSpeech: "n" }).map((synset) => synsetId(wordnet, synset));
 * // ["02084071-n", "10114209-n", …]
 * ```
 */
export function findSynsets(wordnet: Wordnet, form: string, options: FindOptions = NONE): Synset[] {
  if (options.lexicon !== undefined) checkLexicon(wordnet, options.lexicon);
  const columns = columnsOf(wordnet);
  const { formWords } = columns;
  const synsets: Synset[] = [];
  const take = (word: number): void => {
    if (!isWanted(wordnet, columns, word, options)) return;
    for (const sense of wantedSenses(columns, word, options)) {
      const synset = synsetOfSense(columns, sense);
      if (!synsets.includes(synset)) synsets.push(synset);
    }
  };
  if (columns.otherFormForm.length > 0) findWords(wordnet, form, options).forEach(take);
  else {
    const { first, end } = formRows(columns, form, options.caseSensitive);
    if (first < end) for (let word = formWords[first]!; word < formWords[end]!; word++) take(word);
  }
  return synsets;
}

/** The senses of a word in order; in Princeton's WordNet, the most frequent one comes first. */
export function sensesOf(wordnet: Wordnet, word: Word): Sense[] {
  return sensesOfWord(columnsOf(wordnet), word);
}

function isWanted(
  { lexicons }: Wordnet,
  columns: Columns,
  word: number,
  { partOfSpeech, lexicon }: FindOptions,
): boolean {
  if (lexicon !== undefined && lexicons[columns.wordLexicon[word]!]!.id !== lexicon) return false;
  if (partOfSpeech === undefined) return true;
  if (partOfSpeech === "s") return wantedSenses(columns, word, { partOfSpeech }).length > 0;
  return isOfPartOfSpeech(partsOfSpeech[columns.wordPartOfSpeech[word]!]!, partOfSpeech);
}

/** The senses of a word; for an adjective, only those in satellites if you ask for satellites. */
function wantedSenses(columns: Columns, word: number, { partOfSpeech }: FindOptions): Sense[] {
  const senses = sensesOfWord(columns, word);
  if (partOfSpeech !== "s") return senses;
  return senses.filter((sense) => columns.synsetPartOfSpeech[synsetOfSense(columns, sense)] === SATELLITE);
}

const SATELLITE = partsOfSpeech.indexOf("s");

/** Without this check, an unknown id would look as if the lexicon didn't have the word. */
export function checkLexicon({ lexicons }: Wordnet, lexicon: string): void {
  if (lexicons.some(({ id }) => id === lexicon)) return;
  const ids = lexicons.map(({ id }) => id).join(", ");
  throw new Alt2imgError("wordnet/no-lexicon", `This WordNet has no lexicon “${lexicon}”, only ${ids}.`);
}
