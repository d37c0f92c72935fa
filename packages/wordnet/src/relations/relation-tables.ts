import { groupBy, NO_GROUP, ownersOf } from "../adjacency.js";
import { columnsOf } from "../compiled/columns-of.js";
import { decodeRelations, type StatedRelations } from "../compiled/decode-relations.js";
import { derived } from "../derived.js";
import type { Wordnet } from "../wordnet.js";

/**
 * Relations by their targets: those that lead to row `i` have the indices from `starts[i]` up to `starts[i + 1]`
 * (exclusive).
 */
export type Incoming = { starts: Uint32Array; sources: Uint32Array; kinds: Uint16Array };

/** All relations of synsets that the lexicon states. */
export const statedOfSynsets: (wordnet: Wordnet) => StatedRelations = /* @__PURE__ */ derived(decodeOfSynsets);

/** All relations of senses that the lexicon states. */
export const statedOfSenses: (wordnet: Wordnet) => StatedRelations = /* @__PURE__ */ derived(decodeOfSenses);

/** The stated relations of synsets, by their targets. */
export const incomingOfSynsets: (wordnet: Wordnet) => Incoming = /* @__PURE__ */ derived(turnRoundOfSynsets);

/** The stated relations between senses, by their targets. */
export const incomingOfSenses: (wordnet: Wordnet) => Incoming = /* @__PURE__ */ derived(turnRoundOfSenses);

function decodeOfSynsets(wordnet: Wordnet): StatedRelations {
  const { kinds, synsetRelationBytes, synsetRelations } = columnsOf(wordnet);
  const { synsets } = wordnet.counts;
  return decodeRelations(synsetRelationBytes, synsetRelations, { kinds, rows: synsets, synsets });
}

function decodeOfSenses(wordnet: Wordnet): StatedRelations {
  const { kinds, senseRelationBytes, senseRelations } = columnsOf(wordnet);
  const { senses, synsets } = wordnet.counts;
  return decodeRelations(senseRelationBytes, senseRelations, { kinds, rows: senses, synsets });
}

function turnRoundOfSynsets(wordnet: Wordnet): Incoming {
  return turnRound(statedOfSynsets(wordnet), wordnet.counts.synsets);
}

function turnRoundOfSenses(wordnet: Wordnet): Incoming {
  const { kinds } = columnsOf(wordnet);
  const stated = statedOfSenses(wordnet);
  const betweenSenses = stated.targets.map((target, i) =>
    kinds[stated.kinds[i]!]!.toSynset === true ? NO_GROUP : target,
  );
  return turnRound({ ...stated, targets: betweenSenses }, wordnet.counts.senses);
}

function turnRound({ starts, kinds, targets }: StatedRelations, rows: number): Incoming {
  const owners = ownersOf(starts);
  const byTarget = groupBy(targets, rows);
  const sources = byTarget.rows;
  const kindsByTarget = new Uint16Array(sources.length);
  for (let i = 0; i < sources.length; i++) {
    const place = sources[i]!;
    kindsByTarget[i] = kinds[place]!;
    sources[i] = owners[place]!;
  }
  return { starts: byTarget.starts, sources, kinds: kindsByTarget };
}
