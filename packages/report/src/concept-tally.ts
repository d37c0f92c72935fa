import type { Synset, Wordnet } from "@alt2img/wordnet";
import { type Concept, conceptsIn } from "@alt2img/wordnet/concepts";

/** A word of a text as it was read, and what else it could mean. */
export type Mention = Pick<Concept, "text" | "synset" | "alternatives">;

/** What was found in the texts so far. It grows with WordNet, not with the texts. */
export type ConceptTally = {
  /** Texts that were read, and of them those that name something. */
  texts: number;
  naming: number;
  /** Texts of pages that declare another language than English. */
  foreign: number;
  /** A synset that a text names counts once for this text. */
  mentions: number;
  /** Of the mentions, those whose word has another meaning as well. */
  ambiguous: number;
  /** By synset: how many texts name it, and how the first of them did. */
  own: Map<Synset, { texts: number; first: Mention }>;
};

export function emptyConceptTally(): ConceptTally {
  return { texts: 0, naming: 0, foreign: 0, mentions: 0, ambiguous: 0, own: new Map() };
}

/** The things that a text names: nouns, each once. */
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

/** Whether a page is read: WordNet is English, and *Gift* is no gift in German. */
export function isEnglish(language: string | undefined): boolean {
  return language === undefined || language.trim() === "" || /^en(?![a-z])/i.test(language.trim());
}
