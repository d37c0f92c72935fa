import type { LexiconInfo } from "../lexicon-info.js";
import { definition, hasDefinitions, ili, partOfSpeech } from "../look-up/synset-facts.js";
import type { PartOfSpeech } from "../part-of-speech.js";
import type { RelationType } from "../relations/relation-type.js";
import { statedRelations, statedSenseRelations } from "../relations/relations.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";

/** What a WordNet contains, in numbers. */
export type LexiconFacts = {
  lexicons: readonly LexiconInfo[];
  counts: Wordnet["counts"];
  synsetsByPartOfSpeech: Partial<Record<PartOfSpeech, number>>;
  /** Synsets with an ILI, not counting those that propose one. */
  synsetsWithIli: number;
  synsetsWithProposedIli: number;
  /** Missing if the lexicon was loaded without definitions. */
  synsetsWithDefinition?: number;
  /** As the lexicon states them, by type, the most frequent first. */
  synsetRelations: Partial<Record<RelationType, number>>;
  senseRelations: Partial<Record<RelationType, number>>;
};

/** Counts everything in a WordNet. */
export function lexiconFacts(wordnet: Wordnet): LexiconFacts {
  const { lexicons, counts } = wordnet;
  const isDefined = hasDefinitions(wordnet);
  const parts = new Map<PartOfSpeech, number>();
  const [ofSynsets, ofSenses] = [new Map<RelationType, number>(), new Map<RelationType, number>()];
  let [withIli, proposed, defined] = [0, 0, 0];
  for (let synset = 0; synset < counts.synsets; synset++) {
    add(parts, partOfSpeech(wordnet, synset as Synset));
    const concept = ili(wordnet, synset as Synset);
    if (concept === "in") proposed++;
    else if (concept !== undefined) withIli++;
    if (isDefined && definition(wordnet, synset as Synset) !== "") defined++;
    for (const { type } of statedRelations(wordnet, synset as Synset)) add(ofSynsets, type);
  }
  for (let sense = 0; sense < counts.senses; sense++) {
    for (const { type } of statedSenseRelations(wordnet, sense as Sense)) add(ofSenses, type);
  }
  return {
    lexicons,
    counts,
    synsetsByPartOfSpeech: byCount(parts),
    synsetsWithIli: withIli,
    synsetsWithProposedIli: proposed,
    ...(isDefined ? { synsetsWithDefinition: defined } : {}),
    synsetRelations: byCount(ofSynsets),
    senseRelations: byCount(ofSenses),
  };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function byCount<Key extends string>(counts: ReadonlyMap<Key, number>): Partial<Record<Key, number>> {
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return Object.fromEntries(sorted) as Partial<Record<Key, number>>;
}
