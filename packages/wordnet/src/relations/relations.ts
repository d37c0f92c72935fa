import { columnsOf } from "../compiled/columns-of.js";
import { damaged } from "../compiled/container.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";
import {
  type Incoming,
  incomingOfSenses,
  incomingOfSynsets,
  statedOfSenses,
  statedOfSynsets,
} from "./relation-tables.js";
import { inverseRelation, isRelationType, type RelationType } from "./relation-type.js";

/** A relation from a synset. */
export type SynsetRelation = {
  type: RelationType;
  /** What an `other` relation means, if the lexicon says so (`dc:type`). */
  subtype?: string;
  target: Synset;
  /** Whether the lexicon states it; otherwise its inverse is stated at the target. */
  stated: boolean;
};

/** A relation from a sense to a sense or to a synset. */
export type SenseRelation = { type: RelationType; subtype?: string; stated: boolean } & (
  | { target: Sense; targetSynset?: never }
  | { target?: never; targetSynset: Synset }
);

/** Relations between synsets that the lexicon states, in the order of the lexicon. */
export function statedRelations(wordnet: Wordnet, synset: Synset): SynsetRelation[] {
  const { starts, kinds, targets } = statedOfSynsets(wordnet);
  const found: SynsetRelation[] = [];
  for (let i = starts[synset]!; i < starts[synset + 1]!; i++) {
    found.push({ ...kindOf(wordnet, kinds[i]!), target: targets[i]! as Synset, stated: true });
  }
  return found;
}

/**
 * All relations from a synset to others, without repetitions: those that the lexicon states, and those that follow because
 * it states the inverse at the other end (`is_entailed_by` from `entails`).
 */
export function relations(wordnet: Wordnet, synset: Synset): SynsetRelation[] {
  const stated = statedRelations(wordnet, synset);
  return [...stated, ...inverses<Synset>(wordnet, incomingOfSynsets(wordnet), synset, stated)];
}

/** The synsets that a synset has one of these relations to, whichever end states it. */
export function related(wordnet: Wordnet, synset: Synset, ...types: RelationType[]): Synset[] {
  const targets = new Set<Synset>();
  for (const { type, target } of relations(wordnet, synset)) if (types.includes(type)) targets.add(target);
  return [...targets];
}

/** Relations of a sense that the lexicon states, in the order of the lexicon. */
export function statedSenseRelations(wordnet: Wordnet, sense: Sense): SenseRelation[] {
  const { starts, kinds, targets } = statedOfSenses(wordnet);
  const found: SenseRelation[] = [];
  for (let i = starts[sense]!; i < starts[sense + 1]!; i++) {
    const common = { ...kindOf(wordnet, kinds[i]!), stated: true };
    const leadsToSynset = columnsOf(wordnet).kinds[kinds[i]!]!.toSynset === true;
    found.push(
      leadsToSynset ? { ...common, targetSynset: targets[i]! as Synset } : { ...common, target: targets[i]! as Sense },
    );
  }
  return found;
}

/**
 * All relations of a sense, without repetitions: those that the lexicon states, and those that follow because it states the
 * inverse at the other end.
 */
export function senseRelations(wordnet: Wordnet, sense: Sense): SenseRelation[] {
  const stated = statedSenseRelations(wordnet, sense);
  return [...stated, ...inverses<Sense>(wordnet, incomingOfSenses(wordnet), sense, stated)];
}

/** The senses that a sense has one of these relations to, whichever end states it: antonyms, derivations … */
export function relatedSenses(wordnet: Wordnet, sense: Sense, ...types: RelationType[]): Sense[] {
  const targets = new Set<Sense>();
  for (const { type, target } of senseRelations(wordnet, sense)) {
    if (target !== undefined && types.includes(type)) targets.add(target);
  }
  return [...targets];
}

function kindOf(wordnet: Wordnet, kind: number): { type: RelationType; subtype?: string } {
  const found = columnsOf(wordnet).kinds[kind];
  if (found === undefined || !isRelationType(found.type)) throw damaged(`relation ${kind} doesn't exist`);
  return found.subtype === undefined ? { type: found.type } : { type: found.type, subtype: found.subtype };
}

type Inverse<Row> = { type: RelationType; subtype?: string; target: Row; stated: false };

/** The relations of a row that follow from what other rows state about it, without duplicates and without those that it states itself. */
function inverses<Row extends number>(
  wordnet: Wordnet,
  { starts, sources, kinds }: Incoming,
  row: Row,
  stated: readonly { type: RelationType; target?: number }[],
): Inverse<Row>[] {
  const seen = new Set(stated.map(({ type, target }) => `${type} ${target}`));
  const found: Inverse<Row>[] = [];
  for (let i = starts[row]!; i < starts[row + 1]!; i++) {
    const { type: toRow, subtype } = kindOf(wordnet, kinds[i]!);
    const type = inverseRelation(toRow);
    const target = sources[i]! as Row;
    if (type === undefined || seen.has(`${type} ${target}`)) continue;
    seen.add(`${type} ${target}`);
    found.push({ type, ...(subtype === undefined ? {} : { subtype }), target, stated: false });
  }
  return found;
}
