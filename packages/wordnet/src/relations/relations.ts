import { columnsOf } from "../compiled/columns-of.js";
import { damaged } from "../compiled/container.js";
import { readRelations } from "../compiled/read-relations.js";
import { derived } from "../derived.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";
import { inverseRelation, isRelationType, type RelationType } from "./relation-type.js";

/** A relation that leaves a synset. */
export type SynsetRelation = {
  type: RelationType;
  /** What an `other` relation is, where the lexicon says so (`dc:type`). */
  subtype?: string;
  target: Synset;
  /** Whether the lexicon states it; otherwise its inverse is stated at the target. */
  stated: boolean;
};

/** A relation that leaves a sense, to a sense or to a synset. */
export type SenseRelation = { type: RelationType; subtype?: string; stated: boolean } & (
  | { target: Sense; targetSynset?: never }
  | { target?: never; targetSynset: Synset }
);

/** Relations between synsets that the lexicon states, in its order. */
export function statedRelations(wordnet: Wordnet, synset: Synset): SynsetRelation[] {
  const relations: SynsetRelation[] = [];
  eachStated(wordnet, synset, (kind, target) => {
    relations.push({ ...kindOf(wordnet, kind), target: target as Synset, stated: true });
  });
  return relations;
}

/**
 * All relations of a synset to others: what the lexicon states, and what follows because the inverse is stated at the
 * other end (`is_entailed_by` from `entails`). None is there twice.
 */
export function relations(wordnet: Wordnet, synset: Synset): SynsetRelation[] {
  const stated = statedRelations(wordnet, synset);
  return [...stated, ...inverses<Synset>(wordnet, derived(wordnet, incoming), synset, stated)];
}

/** The synsets that stand in one of these relations to a synset, whichever end states it. */
export function related(wordnet: Wordnet, synset: Synset, ...types: RelationType[]): Synset[] {
  const targets = new Set<Synset>();
  for (const { type, target } of relations(wordnet, synset)) if (types.includes(type)) targets.add(target);
  return [...targets];
}

/** Relations of a sense that the lexicon states, in its order. */
export function statedSenseRelations(wordnet: Wordnet, sense: Sense): SenseRelation[] {
  const found: SenseRelation[] = [];
  eachStatedOfSense(wordnet, sense, (kind, target) => {
    const { toSynset } = columnsOf(wordnet).kinds[kind]!;
    const { type, subtype } = kindOf(wordnet, kind);
    const common = { type, ...(subtype === undefined ? {} : { subtype }), stated: true };
    found.push(
      toSynset === true ? { ...common, targetSynset: target as Synset } : { ...common, target: target as Sense },
    );
  });
  return found;
}

/**
 * All relations of a sense: what the lexicon states, and what follows because the inverse is stated at the other end.
 * None is there twice.
 */
export function senseRelations(wordnet: Wordnet, sense: Sense): SenseRelation[] {
  const stated = statedSenseRelations(wordnet, sense);
  return [...stated, ...inverses<Sense>(wordnet, derived(wordnet, incomingOfSenses), sense, stated)];
}

/** The senses that stand in one of these relations to a sense, whichever end states it: antonyms, derivations … */
export function relatedSenses(wordnet: Wordnet, sense: Sense, ...types: RelationType[]): Sense[] {
  const targets = new Set<Sense>();
  for (const { type, target } of senseRelations(wordnet, sense)) {
    if (target !== undefined && types.includes(type)) targets.add(target);
  }
  return [...targets];
}

/** Visits what the lexicon states of a synset, without making objects. */
export function eachStated(wordnet: Wordnet, synset: Synset, visit: (kind: number, target: number) => void): void {
  const { counts } = wordnet;
  const columns = columnsOf(wordnet);
  const limits = { own: counts.synsets, foreign: 0 };
  readRelations(columns.synsetRelationBytes, columns.synsetRelations, synset, () => false, limits, visit);
}

function eachStatedOfSense(wordnet: Wordnet, sense: Sense, visit: (kind: number, target: number) => void): void {
  const { counts } = wordnet;
  const columns = columnsOf(wordnet);
  const limits = { own: counts.senses, foreign: counts.synsets };
  const isForeign = (kind: number): boolean => columns.kinds[kind]?.toSynset === true;
  readRelations(columns.senseRelationBytes, columns.senseRelations, sense, isForeign, limits, visit);
}

function kindOf(wordnet: Wordnet, kind: number): { type: RelationType; subtype?: string } {
  const found = columnsOf(wordnet).kinds[kind];
  if (found === undefined || !isRelationType(found.type)) throw damaged(`there is no relation ${kind}`);
  return found.subtype === undefined ? { type: found.type } : { type: found.type, subtype: found.subtype };
}

type Inverse<Row> = { type: RelationType; subtype?: string; target: Row; stated: false };

/** What follows for a row from what others state of it, each once, but for what it states itself. */
function inverses<Row extends number>(
  wordnet: Wordnet,
  { offsets, sources, kinds }: Incoming,
  row: Row,
  stated: readonly { type: RelationType; target?: number }[],
): Inverse<Row>[] {
  const seen = new Set(stated.map(({ type, target }) => `${type} ${target}`));
  const found: Inverse<Row>[] = [];
  for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
    const { type: stands, subtype } = kindOf(wordnet, kinds[i]!);
    const type = inverseRelation(stands);
    const target = sources[i]! as Row;
    if (type === undefined || seen.has(`${type} ${target}`)) continue;
    seen.add(`${type} ${target}`);
    found.push({ type, ...(subtype === undefined ? {} : { subtype }), target, stated: false });
  }
  return found;
}

/** For each row the rows that state a relation to it, and the kinds. */
type Incoming = { offsets: Uint32Array; sources: Uint32Array; kinds: Uint16Array };

function incoming(wordnet: Wordnet): Incoming {
  return turnRound(wordnet.counts.synsets, (row, visit) => eachStated(wordnet, row as Synset, visit));
}

function incomingOfSenses(wordnet: Wordnet): Incoming {
  const { kinds } = columnsOf(wordnet);
  return turnRound(wordnet.counts.senses, (row, visit) =>
    eachStatedOfSense(wordnet, row as Sense, (kind, target) => {
      if (kinds[kind]?.toSynset !== true) visit(kind, target);
    }),
  );
}

function turnRound(rows: number, each: (row: number, visit: (kind: number, target: number) => void) => void): Incoming {
  const offsets = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    each(row, (_, target) => {
      offsets[target + 1]!++;
    });
  }
  for (let row = 0; row < rows; row++) offsets[row + 1]! += offsets[row]!;
  const next = offsets.slice();
  const sources = new Uint32Array(offsets[rows]!);
  const kinds = new Uint16Array(offsets[rows]!);
  for (let row = 0; row < rows; row++) {
    each(row, (kind, target) => {
      const place = next[target]!++;
      sources[place] = row;
      kinds[place] = kind;
    });
  }
  return { offsets, sources, kinds };
}
