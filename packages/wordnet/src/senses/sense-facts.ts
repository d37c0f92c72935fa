import { columnsOf } from "../compiled/columns-of.js";
import { rowOfItem } from "../compiled/offsets.js";
import { rowText, rowTextIfAny } from "../compiled/text-column.js";
import { senseForms, synsetId } from "../look-up/synset-facts.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import type { Sense, Synset, Word, Wordnet } from "../wordnet.js";

/** The lemma of a word as it is written: `Canis familiaris`. */
export function lemma(wordnet: Wordnet, word: Word): string {
  return rowText(columnsOf(wordnet).form, rowOfItem(columnsOf(wordnet).formWords, word));
}

export function wordPartOfSpeech(wordnet: Wordnet, word: Word): PartOfSpeech {
  return partsOfSpeech[columnsOf(wordnet).wordPartOfSpeech[word]!]!;
}

/** The id of a word: the XML's, or otherwise made from lemma and part of speech (`domestic_dog-n`). */
export function wordId(wordnet: Wordnet, word: Word): string {
  const id = rowTextIfAny(columnsOf(wordnet).wordId, word);
  return id ?? `${lemma(wordnet, word).replaceAll(" ", "_")}-${wordPartOfSpeech(wordnet, word)}`;
}

export function senseSynset(wordnet: Wordnet, sense: Sense): Synset {
  return columnsOf(wordnet).senseSynset[sense]! as Synset;
}

export function senseWord(wordnet: Wordnet, sense: Sense): Word {
  return columnsOf(wordnet).senseWord[sense]! as Word;
}

/** How often the sense occurs in Princeton's tagged texts, or the sum of its counts in the XML. */
export function senseCount(wordnet: Wordnet, sense: Sense): number {
  return columnsOf(wordnet).senseUses[sense]!;
}

/**
 * The sense key of a sense, such as `dog%1:05:00::`, which means the same in every edition; `undefined` if the lexicon has
 * no keys.
 *
 * @see https://wordnet.princeton.edu/documentation/senseidx5wn
 */
export function senseKey(wordnet: Wordnet, sense: Sense): string | undefined {
  const tail = rowTextIfAny(columnsOf(wordnet).keyTail, columnsOf(wordnet).senseKeyTail[sense]!);
  if (tail === undefined) return undefined;
  return `${senseForms(wordnet, sense)[0]!.toLowerCase().replaceAll(" ", "_")}%${tail}`;
}

/** The id of a sense: the XML's, or its key, or otherwise made from word and synset. */
export function senseId(wordnet: Wordnet, sense: Sense): string {
  return (
    rowTextIfAny(columnsOf(wordnet).senseId, sense) ??
    senseKey(wordnet, sense) ??
    `${wordId(wordnet, senseWord(wordnet, sense))}-${synsetId(wordnet, senseSynset(wordnet, sense))}`
  );
}

/** Sentence frames of a verb's sense: `Somebody ----s something`. */
export function senseFrames(wordnet: Wordnet, sense: Sense): string[] {
  const { senseFrames: starts, frameIndex, frames } = columnsOf(wordnet);
  const found: string[] = [];
  for (let i = starts[sense]!; i < starts[sense + 1]!; i++) found.push(frames[frameIndex[i]!]!.frame);
  return found;
}

const adjectivePositions = [undefined, "attributive", "predicative", "immediate postnominal"] as const;

/** The only position that an adjective can have: before the noun, after the verb, or directly after the noun. */
export function adjectivePosition(wordnet: Wordnet, sense: Sense): (typeof adjectivePositions)[number] {
  return adjectivePositions[columnsOf(wordnet).senseAdjectivePosition[sense]!];
}
