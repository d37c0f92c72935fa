import { columnsOf } from "../compiled/columns-of.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import { senseSynset } from "../senses/sense-facts.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";
import { lemmaWords, sensesOf } from "./find-words.js";
import { partOfSpeech, senseForms, synsetId } from "./synset-facts.js";

/**
 * NLTK's name for a synset: its first lemma, its part of speech, and which sense of that lemma it is, from 1:
 * `dog.n.01`. Satellites (`s`) are counted separately, other adjectives (`a`) among all, as in NLTK since 3.9. Where a
 * lexicon has homographs or words that differ only in case (*China*, *china*), the senses are counted over all of them.
 * A synset without a lemma has its id as its name.
 *
 * @see https://www.nltk.org/howto/wordnet.html
 */
export function synsetName(wordnet: Wordnet, synset: Synset): string {
  const { synsetSenses } = columnsOf(wordnet);
  const sense = synsetSenses[synset]! as Sense;
  if (synsetSenses[synset + 1] === sense) return synsetId(wordnet, synset);
  const lemma = senseForms(wordnet, sense)[0]!.toLowerCase().replaceAll(" ", "_");
  const letter = partOfSpeech(wordnet, synset);
  const place = sensesNamed(wordnet, lemma, letter).indexOf(sense);
  // Its word has another part of speech than the synset.
  if (place === -1) return synsetId(wordnet, synset);
  return `${lemma}.${letter}.${String(place + 1).padStart(2, "0")}`;
}

const name = new RegExp(`^(.+)\\.([${partsOfSpeech.join("")}])\\.(\\d+)$`);

/** The inverse of `synsetName`; it finds a synset by any of its lemmas. */
export function synsetByName(wordnet: Wordnet, reference: string): Synset | undefined {
  const [, lemma, letter, number] = name.exec(reference) ?? [];
  if (lemma === undefined) return undefined;
  const sense = sensesNamed(wordnet, lemma, letter as PartOfSpeech)[Number(number) - 1];
  return sense === undefined ? undefined : senseSynset(wordnet, sense);
}

function sensesNamed(wordnet: Wordnet, lemma: string, letter: PartOfSpeech): Sense[] {
  const senses = lemmaWords(wordnet, lemma, { partOfSpeech: letter }).flatMap((word) => sensesOf(wordnet, word));
  if (letter !== "s") return senses;
  return senses.filter((sense) => partOfSpeech(wordnet, senseSynset(wordnet, sense)) === "s");
}
