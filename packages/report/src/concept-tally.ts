import type { Synset, Wordnet } from "@alt2img/wordnet";
import { type Concept, conceptsIn } from "@alt2img/wordnet/concepts";

/** A word of a text, the synset it is read as, and what else it could mean. */
export type Mention = Pick<Concept, "text" | "synset" | "alternatives">;

/** What the texts name so far. It can't grow larger than WordNet, however many texts there are. */
export type ConceptTally = {
  /** Texts that were looked at. */
  texts: number;
  /** Of those, texts that name something. */
  naming: number;
  /** Texts that were skipped because their page declares a language other than English. */
  foreign: number;
  /** How often the texts name a synset; each text counts a synset once. */
  mentions: number;
  /** Of those, how often the word has other meanings too. */
  ambiguous: number;
  /** For each synset, how many texts name it, and the first mention. */
  own: Map<Synset, { texts: number; first: Mention }>;
};

export function emptyConceptTally(): ConceptTally {
  return { texts: 0, naming: 0, foreign: 0, mentions: 0, ambiguous: 0, own: new Map() };
}

/** The nouns that a text names, without repetitions. */
export function thingsIn(wordnet: Wordnet, text: string): Mention[] {
  const found = new Map<Synset, Mention>();
  for (const { text: word, synset, alternatives, partOfSpeech } of conceptsIn(wordnet, text)) {
    if (partOfSpeech === "n" && !found.has(synset)) found.set(synset, { text: word, synset, alternatives });
  }
  return [...found.values()];
}

export function tallyText(tally: ConceptTally, mentions: readonly Mention[]): void {
  tally.texts++;
  if (mentions.length > 0) tally.naming++;
  for (const mention of mentions) {
    tally.mentions++;
    if (mention.alternatives.length > 0) tally.ambiguous++;
    const known = tally.own.get(mention.synset);
    if (known === undefined) tally.own.set(mention.synset, { texts: 1, first: mention });
    else known.texts++;
  }
}

/** Whether to look up a page's words: WordNet is English, and the German *Gift* means poison. */
export function isEnglish(language: string | undefined): boolean {
  return language === undefined || language.trim() === "" || /^en(?![a-z])/i.test(language.trim());
}
