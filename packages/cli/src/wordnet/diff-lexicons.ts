import {
  definition,
  lemma,
  lemmas,
  type Sense,
  type Synset,
  senseForms,
  senseRelations,
  senseSynset,
  senseWord,
  statedRelations,
  synsetId,
  synsetName,
  taxonomy,
  type Word,
  wordPartOfSpeech,
} from "@alt2img/wordnet";
import { type MatchCounts, matchSynsets, type SynsetMatch } from "./match-synsets.js";
import type { Lexicon } from "./open-lexicon.js";
import { sensitivityOf } from "./sensitivity.js";

export type DiffSynset = { id: string; name: string; lemmas: string[]; definition?: string; sensitive?: true };
export type DiffWord = { lemma: string; partOfSpeech: string };
/** A relation between synsets, or between senses (`dog` in `dog.n.01`). */
export type DiffRelation = { source: string; type: string; target: string };

/** What one of two lexicons has and the other has not, in the order of the lexicons. */
export type Change<Item> = { same: number; added: Item[]; removed: Item[] };

export type LexiconDiff = {
  matched: MatchCounts;
  synsets: Change<DiffSynset>;
  words: Change<DiffWord>;
  /** As the lexicons state them, whether or not their synsets are in both. */
  relations: Change<DiffRelation>;
  senseRelations: Change<DiffRelation>;
};

/** What changed from one lexicon to another. Synsets are compared as `matchSynsets` says, words by lemma and part of speech. */
export function diffLexicons(before: Lexicon, after: Lexicon): LexiconDiff {
  const match = matchSynsets(before.wordnet, after.wordnet);
  // A synset of both goes by its row in the first lexicon, one of the second alone by a number beyond those.
  const sides: [Side, Side] = [
    { ...before, isSensitive: sensitivityOf(taxonomy(before.wordnet)), identity: (synset) => synset },
    { ...after, isSensitive: sensitivityOf(taxonomy(after.wordnet)), identity: identityInFirst(match) },
  ];
  const compare = <Item, Row>(list: (side: Side) => Iterable<[string, Row]>, show: (side: Side, row: Row) => Item) =>
    compareBy(sides, list, show);
  return {
    matched: match.how,
    synsets: compare(eachSynset, showSynset),
    words: compare(eachWord, showWord),
    relations: compare(eachRelation, showRelation),
    senseRelations: compare(eachSenseRelation, showRelation),
  };
}

type Side = Lexicon & { identity(synset: Synset): number; isSensitive(synset: Synset): boolean };

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

function* eachRelation({ wordnet, identity }: Side): Iterable<[string, RelationRow]> {
  for (const source of rows<Synset>(wordnet.counts.synsets)) {
    for (const { type, subtype, target } of statedRelations(wordnet, source)) {
      const name = subtype === undefined ? type : `${type} (${subtype})`;
      yield [
        `${identity(source)} ${name} ${identity(target)}`,
        () => ({ source: synsetName(wordnet, source), type: name, target: synsetName(wordnet, target) }),
      ];
    }
  }
}

function* eachSenseRelation({ wordnet, identity }: Side): Iterable<[string, RelationRow]> {
  const key = (sense: Sense): string =>
    `${lemma(wordnet, senseWord(wordnet, sense))}@${identity(senseSynset(wordnet, sense))}`;
  const show = (sense: Sense): string =>
    `${senseForms(wordnet, sense)[0]} in ${synsetName(wordnet, senseSynset(wordnet, sense))}`;
  for (const source of rows<Sense>(wordnet.counts.senses)) {
    for (const { type, subtype, target, targetSynset } of senseRelations(wordnet, source)) {
      const name = subtype === undefined ? type : `${type} (${subtype})`;
      const end = target === undefined ? String(identity(targetSynset)) : key(target);
      yield [
        `${key(source)} ${name} ${end}`,
        () => ({
          source: show(source),
          type: name,
          target: target === undefined ? synsetName(wordnet, targetSynset) : show(target),
        }),
      ];
    }
  }
}

function showSynset({ wordnet, hasDefinitions, isSensitive }: Side, synset: Synset): DiffSynset {
  const about = {
    id: synsetId(wordnet, synset),
    name: synsetName(wordnet, synset),
    lemmas: lemmas(wordnet, synset),
    ...(isSensitive(synset) ? { sensitive: true as const } : {}),
  };
  return hasDefinitions ? { ...about, definition: definition(wordnet, synset) } : about;
}

function showWord({ wordnet }: Side, word: Word): DiffWord {
  return { lemma: lemma(wordnet, word), partOfSpeech: wordPartOfSpeech(wordnet, word) };
}

function showRelation(_: Side, relation: RelationRow): DiffRelation {
  return relation();
}

function* rows<Row extends number>(count: number): Iterable<Row> {
  for (let row = 0; row < count; row++) yield row as Row;
}
