import { sensitivityOf } from "../imagenet/sensitivity.js";
import { sensesOf } from "../look-up/find-words.js";
import { definition, hasDefinitions, lemmas, senseForms, synsetId } from "../look-up/synset-facts.js";
import { synsetName } from "../look-up/synset-name.js";
import { statedRelations, statedSenseRelations } from "../relations/relations.js";
import { lemma, senseSynset, senseWord, wordPartOfSpeech } from "../senses/sense-facts.js";
import type { Sense, Synset, Word, Wordnet } from "../wordnet.js";
import { type MatchCounts, matchSynsets, type SynsetMatch } from "./match-synsets.js";

/** For a sensitive one, only its id, unless you asked for it. */
export type DiffSynset =
  | { id: string; name: string; lemmas: string[]; definition?: string; sensitive?: true }
  | { id: string; sensitive: true; name?: never; lemmas?: never; definition?: never };
export type DiffWord = { lemma: string; partOfSpeech: string };
/** A relation between synsets, or between senses (`dog in dog.n.01`); a hidden end is the id and `(hidden)`. */
export type DiffRelation = { source: string; type: string; target: string };

/** What only one of two lexicons has, in the order of the lexicons. */
export type Change<Item> = {
  same: number;
  added: Item[];
  removed: Item[];
  /** Words that only name sensitive things: how many more were added and removed. */
  hidden?: { added: number; removed: number };
};

export type LexiconDiff = {
  matched: MatchCounts;
  synsets: Change<DiffSynset>;
  words: Change<DiffWord>;
  /** As the lexicons state them, whether or not their synsets are in both. */
  relations: Change<DiffRelation>;
  senseRelations: Change<DiffRelation>;
  /** How many different synsets that were added, removed or related aren't shown. */
  hiddenSynsets: number;
};

export type DiffOptions = {
  /** Whether to show persons that aren't marked as safe. Default `false`. */
  sensitive?: boolean;
  /** To find sensitive synsets in other lexicons. */
  princeton30?: Wordnet | undefined;
};

/** What changed from one lexicon to another. Synsets are compared as `matchSynsets` says, words by lemma and part of speech. */
export function diffLexicons(
  before: Wordnet,
  after: Wordnet,
  { sensitive = false, princeton30 }: DiffOptions = {},
): LexiconDiff {
  const match = matchSynsets(before, after);
  const hidden = new Set<number>();
  const sideOf = (wordnet: Wordnet, identity: Side["identity"]): Side => {
    const isSensitive = sensitivityOf(wordnet, { princeton30 });
    const isHidden = (synset: Synset): boolean => !sensitive && isSensitive(synset);
    return { wordnet, identity, isSensitive, isHidden, onHidden: (synset) => hidden.add(identity(synset)) };
  };
  // A synset in both is identified by its row in the first lexicon, one that is only in the second by a number beyond
  // those.
  const sides: [Side, Side] = [sideOf(before, (synset) => synset), sideOf(after, identityInFirst(match))];
  const compare = <Item, Row>(list: (side: Side) => Iterable<[string, Row]>, show: (side: Side, row: Row) => Item) =>
    compareBy(sides, list, show);
  const changes = {
    synsets: compare(eachSynset, showSynset),
    words: withoutHidden(compare(eachWord, showWord)),
    relations: compare(eachRelation, showRelation),
    senseRelations: compare(eachSenseRelation, showRelation),
  };
  return { matched: match.how, ...changes, hiddenSynsets: hidden.size };
}

type Side = {
  wordnet: Wordnet;
  identity(synset: Synset): number;
  isSensitive(synset: Synset): boolean;
  isHidden(synset: Synset): boolean;
  onHidden(synset: Synset): void;
};

function identityInFirst({ rows, inverse }: SynsetMatch): (synset: Synset) => number {
  return (synset) => {
    const first = inverse[synset]!;
    return first === -1 ? rows.length + synset : first;
  };
}

function compareBy<Item, Row>(
  [before, after]: readonly [Side, Side],
  list: (side: Side) => Iterable<[string, Row]>,
  show: (side: Side, row: Row) => Item,
): Change<Item> {
  const old = new Map(list(before));
  const seen = new Set<string>();
  const added: Item[] = [];
  let same = 0;
  for (const [key, row] of list(after)) {
    if (seen.has(key)) continue;
    seen.add(key);
    if (old.delete(key)) same++;
    else added.push(show(after, row));
  }
  return { same, added, removed: [...old.values()].map((row) => show(before, row)) };
}

function* eachSynset({ wordnet, identity }: Side): Iterable<[string, Synset]> {
  for (const synset of rows<Synset>(wordnet.counts.synsets)) yield [String(identity(synset)), synset];
}

function* eachWord({ wordnet }: Side): Iterable<[string, Word]> {
  for (const word of rows<Word>(wordnet.counts.words)) {
    yield [`${lemma(wordnet, word)}\t${wordPartOfSpeech(wordnet, word)}`, word];
  }
}

type RelationRow = () => DiffRelation;

function* eachRelation(side: Side): Iterable<[string, RelationRow]> {
  const { wordnet, identity } = side;
  for (const source of rows<Synset>(wordnet.counts.synsets)) {
    for (const { type, subtype, target } of statedRelations(wordnet, source)) {
      const name = subtype === undefined ? type : `${type} (${subtype})`;
      yield [
        `${identity(source)} ${name} ${identity(target)}`,
        () => ({ source: showEnd(side, source), type: name, target: showEnd(side, target) }),
      ];
    }
  }
}

function* eachSenseRelation(side: Side): Iterable<[string, RelationRow]> {
  const { wordnet, identity } = side;
  const key = (sense: Sense): string =>
    `${lemma(wordnet, senseWord(wordnet, sense))}@${identity(senseSynset(wordnet, sense))}`;
  const show = (sense: Sense): string => {
    const synset = senseSynset(wordnet, sense);
    return side.isHidden(synset)
      ? showEnd(side, synset)
      : `${senseForms(wordnet, sense)[0]} in ${showEnd(side, synset)}`;
  };
  for (const source of rows<Sense>(wordnet.counts.senses)) {
    for (const { type, subtype, target, targetSynset } of statedSenseRelations(wordnet, source)) {
      const name = subtype === undefined ? type : `${type} (${subtype})`;
      const end = target === undefined ? String(identity(targetSynset)) : key(target);
      yield [
        `${key(source)} ${name} ${end}`,
        () => ({
          source: show(source),
          type: name,
          target: target === undefined ? showEnd(side, targetSynset) : show(target),
        }),
      ];
    }
  }
}

function showSynset(side: Side, synset: Synset): DiffSynset {
  const { wordnet, isSensitive } = side;
  if (isLeftOut(side, synset)) return { id: synsetId(wordnet, synset), sensitive: true };
  const about = {
    id: synsetId(wordnet, synset),
    name: synsetName(wordnet, synset),
    lemmas: lemmas(wordnet, synset),
    ...(isSensitive(synset) ? { sensitive: true as const } : {}),
  };
  return hasDefinitions(wordnet) ? { ...about, definition: definition(wordnet, synset) } : about;
}

/** `undefined` for a word that only names hidden synsets. */
function showWord(side: Side, word: Word): DiffWord | undefined {
  const { wordnet } = side;
  const synsets = sensesOf(wordnet, word).map((sense) => senseSynset(wordnet, sense));
  if (synsets.length > 0 && synsets.every((synset) => side.isHidden(synset))) return undefined;
  return { lemma: lemma(wordnet, word), partOfSpeech: wordPartOfSpeech(wordnet, word) };
}

function withoutHidden<Item>({ same, added, removed }: Change<Item | undefined>): Change<Item> {
  const shown = (items: readonly (Item | undefined)[]): Item[] => items.filter((item) => item !== undefined);
  const change = { same, added: shown(added), removed: shown(removed) };
  const hidden = { added: added.length - change.added.length, removed: removed.length - change.removed.length };
  return hidden.added + hidden.removed === 0 ? change : { ...change, hidden };
}

function isLeftOut({ isHidden, onHidden }: Side, synset: Synset): boolean {
  if (!isHidden(synset)) return false;
  onHidden(synset);
  return true;
}

/** The synset's name, or its id if it is hidden. */
function showEnd(side: Side, synset: Synset): string {
  const { wordnet } = side;
  return isLeftOut(side, synset) ? `${synsetId(wordnet, synset)} (hidden)` : synsetName(wordnet, synset);
}

function showRelation(_: Side, relation: RelationRow): DiffRelation {
  return relation();
}

function* rows<Row extends number>(count: number): Iterable<Row> {
  for (let row = 0; row < count; row++) yield row as Row;
}
