import { findSynsets, sensesOf } from "../look-up/find-words.js";
import { partOfSpeech as partOfSpeechOf } from "../look-up/synset-facts.js";
import type { PartOfSpeech } from "../part-of-speech.js";
import { senseSynset } from "../senses/sense-facts.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { lemmatize } from "./lemmatize.js";

/**
 * The synsets of a word as people write it: those of the form itself, then those of every lemma that it can be a form of,
 * without repetitions. `dogs` gives the synsets of *dog*.
 */
export function synsetsOfForm(
  wordnet: Wordnet,
  form: string,
  { partOfSpeech }: { partOfSpeech?: PartOfSpeech | undefined } = {},
): Synset[] {
  const found = new Set(findSynsets(wordnet, form, { partOfSpeech }));
  for (const { words } of lemmatize(wordnet, form, { partOfSpeech })) {
    for (const word of words) for (const sense of sensesOf(wordnet, word)) found.add(senseSynset(wordnet, sense));
  }
  // A word with satellites has other senses too.
  return [...found].filter((synset) => partOfSpeech !== "s" || partOfSpeechOf(wordnet, synset) === "s");
}
