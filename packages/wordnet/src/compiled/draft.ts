import type { LexiconInfo } from "../lexicon-info.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import { createNumberList, type NumberList } from "./number-list.js";
import { createStringPool, type StringPool } from "./string-pool.js";

/** The kind of a relation. Relations of senses can lead to synsets. */
export type RelationKind = { type: string; subtype?: string; toSynset?: true };

/** Relations whose targets haven't been looked up yet: row of the source, index of the kind, pooled id of the target. */
export type DraftRelations = { source: NumberList; kind: NumberList; target: NumberList };

type Table = Record<string, NumberList>;

const entryColumns = ["id", "form", "partOfSpeech", "lexicon", "details", "line"] as const;
const senseColumns = [
  "id",
  "keepId",
  "entry",
  "synset",
  "rank",
  "keyTail",
  "uses",
  "adjectivePosition",
  "notLexicalized",
  "details",
  "line",
] as const;
const synsetColumns = [
  "id",
  "offset",
  "partOfSpeech",
  "lexicon",
  "ili",
  "file",
  "notLexicalized",
  "gloss",
  "details",
  "line",
] as const;

type Columns<Names extends readonly string[]> = Record<Names[number], NumberList>;

/**
 * What readers gather and `compileDraft` turns into columns. Numbers and pooled strings, not objects: a lexicon of
 * 100 MB of XML takes a few dozen here. Texts and ids are numbers of `pool`; 0 means none.
 */
export type Draft = {
  pool: StringPool;
  lexicons: LexiconInfo[];
  entries: Columns<typeof entryColumns>;
  senses: Columns<typeof senseColumns>;
  synsets: Columns<typeof synsetColumns>;
  kinds: RelationKind[];
  senseRelations: DraftRelations;
  synsetRelations: DraftRelations;
  /** Members of a synset in order, as ids of senses or entries; without them, they have the order of the file. */
  members: Map<number, number[]>;
  /** Further ids of a sense, by pooled id. */
  senseAliases: Map<number, number>;
  /** Written forms of a sense, if they differ from its word's. */
  senseForms: Map<number, number[]>;
  /** Ids of a sense's frames. */
  senseFrames: Map<number, number[]>;
  /** Forms of an entry other than its lemma. */
  otherForms: { entry: NumberList; form: NumberList };
  /** Frames by pooled id. */
  frames: Map<number, string>;
  /** `pos form lemma …`, separated by tabs. */
  exceptions: string[];
};

export function createDraft(): Draft {
  return {
    pool: createStringPool(),
    lexicons: [],
    entries: columns(entryColumns),
    senses: columns(senseColumns),
    synsets: columns(synsetColumns),
    kinds: [],
    senseRelations: columns(["source", "kind", "target"]),
    synsetRelations: columns(["source", "kind", "target"]),
    members: new Map(),
    senseAliases: new Map(),
    senseForms: new Map(),
    senseFrames: new Map(),
    otherForms: columns(["entry", "form"]),
    frames: new Map(),
    exceptions: [],
  };
}

/** Appends a row to a table; missing values are 0. Returns its index. */
export function addRow<Of extends Table>(table: Of, values: Partial<Record<keyof Of, number>>): number {
  let index = 0;
  for (const name in table) index = table[name]!.push(values[name] ?? 0) - 1;
  return index;
}

export function addRelation(relations: DraftRelations, source: number, kind: number, target: number): void {
  relations.source.push(source);
  relations.kind.push(kind);
  relations.target.push(target);
}

/** The index of a relation's kind, which is added if it is new. */
export function kindIndex({ kinds }: Draft, type: string, subtype?: string): number {
  const found = kinds.findIndex((kind) => kind.type === type && kind.subtype === subtype);
  return found === -1 ? kinds.push(subtype === undefined ? { type } : { type, subtype }) - 1 : found;
}

export function partOfSpeechIndex(partOfSpeech: PartOfSpeech): number {
  return partsOfSpeech.indexOf(partOfSpeech);
}

function columns<const Names extends readonly string[]>(names: Names): Columns<Names> {
  return Object.fromEntries(names.map((name) => [name, createNumberList()])) as unknown as Columns<Names>;
}
