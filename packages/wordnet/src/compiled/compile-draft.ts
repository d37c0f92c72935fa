import type { OnDiagnostic } from "@alt2img/core";
import { groupBy, NO_GROUP } from "../adjacency.js";
import { type Column, writeContainer } from "./container.js";
import type { Draft, DraftRelations, RelationKind } from "./draft.js";
import { encodeColumns, textColumns } from "./encode-columns.js";
import { foldForm } from "./fold.js";
import { createNumberList, type NumberList } from "./number-list.js";
import { pushVarint, zigzag } from "./varint.js";

/** Where definitions and examples go: into the lexicon's file, into a file of their own, or nowhere. */
export type DefinitionsPlace = "inside" | "apart" | "none";

export type CompiledWordNet = {
  /** The file for `loadWordNet`. */
  lexicon: Uint8Array;
  /** With `definitions: "apart"`, the file for `loadDefinitions`. */
  definitions?: Uint8Array;
};

/**
 * The compiled form of what readers gathered. Equal drafts give equal bytes. References to things that don't exist
 * are left out with a diagnostic: `wordnet/dangling-sense`, `wordnet/dangling-relation`, `wordnet/dangling-frame`.
 */
export function compileDraft(
  draft: Draft,
  { definitions, onDiagnostic }: { definitions: DefinitionsPlace; onDiagnostic: OnDiagnostic },
): CompiledWordNet {
  const { pool } = draft;
  const entries = valuesOf(draft.entries);
  const synsets = valuesOf(draft.synsets);
  const forms = sortedForms(draft);
  const words = sortedWords(draft, forms.rowOf);
  const senses = orderedSenses(draft, words.rowOf, onDiagnostic);
  const targets = { synset: rowsById(synsets.id, pool.size), sense: senses.rowById };
  const kinds: RelationKind[] = [];
  const frameIds = [...draft.frames.keys()];
  const ofWord = (column: Uint32Array): Uint32Array => words.order.map((entry) => column[entry]!);
  const draftSenses = valuesOf(draft.senses);
  const ofSense = (column: Uint32Array): Uint32Array => senses.order.map((sense) => column[sense]!);
  const files = distinct(synsets.file);
  const tails = distinct(ofSense(draftSenses.keyTail));
  const keptIds = ofSense(draftSenses.keepId);
  const variants = Array.from(senses.order).flatMap((sense, row) =>
    (draft.senseForms.get(sense) ?? []).map((form) => [row, forms.rowOf[form]!] as const),
  );
  const otherEntries = draft.otherForms.entry.values();
  const others = Array.from(
    draft.otherForms.form.values(),
    (form, i) => [forms.rowOf[form]!, words.rowOf[otherEntries[i]!]!] as const,
  ).sort(([form, word], [otherForm, otherWord]) => form - otherForm || word - otherWord);

  const columns = encodeColumns({
    "form.words": countPer(
      forms.texts.length,
      ofWord(entries.form).map((form) => forms.rowOf[form]!),
    ),
    "word.partOfSpeech": ofWord(entries.partOfSpeech),
    "word.lexicon": ofWord(entries.lexicon),
    "otherForm.form": others.map(([form]) => form),
    "otherForm.word": others.map(([, word]) => word),
    "synset.senses": senses.perSynset,
    "sense.word": ofSense(draftSenses.entry).map((entry) => words.rowOf[entry]!),
    "sense.rank": senses.ranks,
    "sense.keyTail": ofSense(draftSenses.keyTail).map((tail) => tails.indexOf.get(tail)!),
    "sense.uses": ofSense(draftSenses.uses),
    "sense.adjectivePosition": ofSense(draftSenses.adjectivePosition),
    "sense.notLexicalized": ofSense(draftSenses.notLexicalized),
    "variant.sense": variants.map(([sense]) => sense),
    "variant.form": variants.map(([, form]) => form),
    "synset.partOfSpeech": synsets.partOfSpeech,
    "synset.lexicon": synsets.lexicon,
    "synset.offset": deltas(synsets.offset),
    "synset.ili": deltas(synsets.ili),
    "synset.file": synsets.file.map((file) => files.indexOf.get(file)!),
    "synset.notLexicalized": synsets.notLexicalized,
    ...framesPerSense(draft, senses.order, frameIds, onDiagnostic),
    ...relationColumns(
      draft,
      "synset",
      draft.synsetRelations,
      synsets.id.map((_, row) => row),
      targets,
      kinds,
      onDiagnostic,
    ),
    ...relationColumns(draft, "sense", draft.senseRelations, senses.rowOf, targets, kinds, onDiagnostic),
  });
  const text = (numbers: ArrayLike<number>): Iterable<string> => texts(draft, numbers);
  addAll(columns, textColumns("form", forms.texts));
  addAll(columns, textColumns("keyTail", text(tails.values)));
  addAll(columns, textColumns("word.id", text(ofWord(entries.id))));
  addAll(columns, textColumns("word.details", text(ofWord(entries.details))));
  addAll(columns, textColumns("sense.id", text(ofSense(draftSenses.id).map((id, i) => (keptIds[i] === 1 ? id : 0)))));
  addAll(columns, textColumns("sense.details", text(ofSense(draftSenses.details))));
  // Princeton's ids follow from the offset; every other id is kept.
  addAll(columns, textColumns("synset.id", text(synsets.id.map((id, i) => (synsets.offset[i] === 0 ? id : 0)))));
  addAll(columns, textColumns("synset.details", text(synsets.details)));
  addAll(columns, textColumns("exception", draft.exceptions));
  const glosses = textColumns("gloss", text(synsets.gloss));
  if (definitions === "inside") addAll(columns, glosses);

  const meta = {
    kind: "lexicon",
    lexicons: draft.lexicons,
    counts: {
      forms: forms.texts.length,
      words: words.order.length,
      senses: senses.order.length,
      synsets: synsets.id.length,
    },
    kinds,
    frames: frameIds.map((id) => ({ id: pool.text(id), frame: draft.frames.get(id)! })),
    files: files.values.map((file) => pool.text(file)),
  };
  const lexicon = writeContainer(meta, columns);
  if (definitions !== "apart") return { lexicon };
  const of = new DataView(lexicon.buffer, lexicon.byteOffset).getUint32(12, true);
  return { lexicon, definitions: writeContainer({ kind: "definitions", of }, glosses) };
}

/** A table's columns as typed arrays. */
function valuesOf<Name extends string>(table: Readonly<Record<Name, NumberList>>): Record<Name, Uint32Array> {
  const values = {} as Record<Name, Uint32Array>;
  for (const name in table) values[name] = table[name].values();
  return values;
}

/** All written forms, in the order of their folded spelling, and for each pooled text its row. */
function sortedForms({ pool, entries, senseForms, otherForms }: Draft): { texts: string[]; rowOf: Uint32Array } {
  const used = new Set<number>();
  for (const list of [entries.form, otherForms.form]) for (const form of list.values()) used.add(form);
  for (const forms of senseForms.values()) for (const form of forms) used.add(form);
  const forms = Array.from(used, (number) => {
    const text = pool.text(number);
    return { number, text, folded: foldForm(text) };
  });
  forms.sort((a, b) => compare(a.folded, b.folded) || compare(a.text, b.text));
  const rowOf = new Uint32Array(pool.size + 1);
  forms.forEach(({ number }, row) => {
    rowOf[number] = row;
  });
  return { texts: forms.map(({ text }) => text), rowOf };
}

/** Entries by form, then part of speech, then as they were read; and for each entry its row. */
function sortedWords({ entries }: Draft, formRow: Uint32Array): { order: Uint32Array; rowOf: Uint32Array } {
  const { form, partOfSpeech } = valuesOf(entries);
  const order = form.map((_, entry) => entry);
  order.sort((a, b) => formRow[form[a]!]! - formRow[form[b]!]! || partOfSpeech[a]! - partOfSpeech[b]! || a - b);
  const rowOf = new Uint32Array(order.length);
  order.forEach((entry, row) => {
    rowOf[entry] = row;
  });
  return { order, rowOf };
}

type OrderedSenses = {
  /** Draft senses in the order of their rows: synset by synset. */
  order: Uint32Array;
  /** By draft sense; one that was left out has the row 2³² − 1. */
  rowOf: Uint32Array;
  /** By pooled id; row + 1, or 0. */
  rowById: Uint32Array;
  perSynset: Uint32Array;
  /** By row: which sense of its word it is, from 0. */
  ranks: Uint32Array;
};

function orderedSenses(draft: Draft, wordRow: Uint32Array, onDiagnostic: OnDiagnostic): OrderedSenses {
  const { pool, entries, members } = draft;
  const senses = valuesOf(draft.senses);
  const synsetRow = rowsById(draft.synsets.id.values(), pool.size);
  const synsetOf = senses.synset.map((id, sense) => {
    const row = synsetRow[id]!;
    if (row === 0) {
      onDiagnostic({
        code: "wordnet/dangling-sense",
        message: `The sense “${pool.text(senses.id[sense]!)}” belongs to the synset “${pool.text(id)}”, which doesn't exist. It is left out.`,
        ...lineOf(senses.line[sense]!),
      });
    }
    // 0 becomes NO_GROUP.
    return row - 1;
  });
  const { rows: order, starts } = groupBy(synsetOf, draft.synsets.id.length);
  for (const [synset, ids] of members) {
    const place = new Map(ids.map((id, i) => [id, i]));
    const placeOf = (sense: number): number =>
      place.get(senses.id[sense]!) ?? place.get(entries.id.at(senses.entry[sense]!)) ?? ids.length;
    order.subarray(starts[synset], starts[synset + 1]).sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  }
  const rowOf = new Uint32Array(senses.id.length).fill(NO_GROUP);
  const rowById = new Uint32Array(pool.size + 1);
  order.forEach((sense, row) => {
    rowOf[sense] = row;
    rowById[senses.id[sense]!] = row + 1;
  });
  for (const [alias, id] of draft.senseAliases) rowById[alias] = rowById[id]!;
  const wordOf = senses.entry.map((entry, sense) => (rowOf[sense] === NO_GROUP ? NO_GROUP : wordRow[entry]!));
  const ofWords = groupBy(wordOf, wordRow.length);
  const ranks = new Uint32Array(order.length);
  for (let word = 0; word < wordRow.length; word++) {
    const ofWord = ofWords.rows.subarray(ofWords.starts[word], ofWords.starts[word + 1]);
    ofWord.sort((a, b) => senses.rank[a]! - senses.rank[b]! || a - b);
    ofWord.forEach((sense, rank) => {
      ranks[rowOf[sense]!] = rank;
    });
  }
  return { order, rowOf, rowById, perSynset: lengthsOf(starts), ranks };
}

/** How many items each group has. */
function lengthsOf(starts: Uint32Array): Uint32Array {
  return starts.subarray(1).map((end, group) => end - starts[group]!);
}

/**
 * The relations of each row as bytes: for each run of one kind its index, its length, then the targets, each as the
 * difference to the one before it (the first one to the row itself, if the target is of the same sort).
 */
function relationColumns(
  { pool, kinds: draftKinds, senses, synsets }: Draft,
  sort: "sense" | "synset",
  relations: DraftRelations,
  rowOf: Uint32Array,
  targets: { synset: Uint32Array; sense: Uint32Array },
  kinds: RelationKind[],
  onDiagnostic: OnDiagnostic,
): Record<string, ArrayLike<number>> {
  const draftRelations = valuesOf(relations);
  const kindOf = new Map<number, number>();
  const kindOfRelation = new Uint32Array(relations.source.length);
  const targetOfRelation = new Uint32Array(relations.source.length);
  const rowOfRelation = draftRelations.source.map((source, i) => {
    const row = rowOf[source]!;
    if (row === NO_GROUP) return NO_GROUP;
    const id = draftRelations.target[i]!;
    const sense = sort === "sense" ? targets.sense[id]! : 0;
    const target = sense === 0 ? targets.synset[id]! : sense;
    const draftKind = draftRelations.kind[i]!;
    if (target === 0) {
      const table = sort === "sense" ? senses : synsets;
      onDiagnostic({
        code: "wordnet/dangling-relation",
        message: `The ${sort} “${pool.text(table.id.at(source))}” has the relation ${draftKinds[draftKind]!.type} to “${pool.text(id)}”, which doesn't exist. It is left out.`,
        ...lineOf(table.line.at(source)),
      });
      return NO_GROUP;
    }
    const toSynset = sort === "sense" && sense === 0;
    const key = draftKind * 2 + (toSynset ? 1 : 0);
    let kind = kindOf.get(key);
    if (kind === undefined) {
      kind = findOrPush(kinds, toSynset ? { ...draftKinds[draftKind]!, toSynset } : draftKinds[draftKind]!);
      kindOf.set(key, kind);
    }
    kindOfRelation[i] = kind;
    targetOfRelation[i] = target - 1;
    return row;
  });
  const count = sort === "sense" ? rowCount(rowOf) : rowOf.length;
  const { rows: grouped, starts } = groupBy(rowOfRelation, count);
  const lengths = new Uint32Array(count);
  const bytes = createNumberList();
  for (let row = 0; row < count; row++) {
    const before = bytes.length;
    const ofRow = grouped.subarray(starts[row], starts[row + 1]);
    pushRuns(bytes, ofRow, kindOfRelation, targetOfRelation, row, kinds);
    lengths[row] = bytes.length - before;
  }
  return { [`${sort}.relations`]: lengths, [`${sort}Relation.bytes`]: bytes.values() };
}

function pushRuns(
  bytes: NumberList,
  relations: Uint32Array,
  kindOf: Uint32Array,
  targetOf: Uint32Array,
  row: number,
  kinds: readonly RelationKind[],
): void {
  for (let start = 0; start < relations.length; ) {
    const kind = kindOf[relations[start]!]!;
    let end = start;
    while (end < relations.length && kindOf[relations[end]!] === kind) end++;
    pushVarint(bytes, kind);
    pushVarint(bytes, end - start);
    let base = kinds[kind]!.toSynset ? 0 : row;
    for (const relation of relations.subarray(start, end)) {
      const target = targetOf[relation]!;
      pushVarint(bytes, zigzag(target - base));
      base = target;
    }
    start = end;
  }
}

function framesPerSense(
  { pool, senses, senseFrames }: Draft,
  order: Uint32Array,
  frameIds: readonly number[],
  onDiagnostic: OnDiagnostic,
): Record<string, number[]> {
  const indexOf = new Map(frameIds.map((id, i) => [id, i]));
  const counts: number[] = [];
  const frames: number[] = [];
  for (const sense of order) {
    const before = frames.length;
    for (const id of senseFrames.get(sense) ?? []) {
      const index = indexOf.get(id);
      if (index !== undefined) frames.push(index);
      else {
        onDiagnostic({
          code: "wordnet/dangling-frame",
          message: `The sense “${pool.text(senses.id.at(sense))}” has the frame “${pool.text(id)}”, which doesn't exist. It is left out.`,
          ...lineOf(senses.line.at(sense)),
        });
      }
    }
    counts.push(frames.length - before);
  }
  return { "sense.frames": counts, "frame.index": frames };
}

function findOrPush(kinds: RelationKind[], kind: RelationKind): number {
  const found = kinds.findIndex(
    ({ type, subtype, toSynset }) => type === kind.type && subtype === kind.subtype && toSynset === kind.toSynset,
  );
  return found === -1 ? kinds.push(kind) - 1 : found;
}

function rowCount(rowOf: Uint32Array): number {
  let count = 0;
  for (const row of rowOf) if (row !== NO_GROUP) count++;
  return count;
}

/** For each pooled id the row that has it, plus 1. */
function rowsById(ids: Uint32Array, size: number): Uint32Array {
  const rows = new Uint32Array(size + 1);
  ids.forEach((id, row) => {
    rows[id] = row + 1;
  });
  return rows;
}

function distinct(values: Uint32Array): { values: number[]; indexOf: ReadonlyMap<number, number> } {
  const all = [...new Set(values)];
  return { values: all, indexOf: new Map(all.map((value, i) => [value, i])) };
}

function countPer(length: number, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(length);
  for (const row of rows) counts[row]!++;
  return counts;
}

/** Each value less the one before it, modulo 2³². */
function deltas(values: Uint32Array): Uint32Array {
  return values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!));
}

function* texts({ pool }: Draft, numbers: ArrayLike<number>): Generator<string, void, undefined> {
  for (let i = 0; i < numbers.length; i++) yield pool.text(numbers[i]!);
}

function addAll(columns: Map<string, Column>, more: ReadonlyMap<string, Column>): void {
  for (const [name, column] of more) columns.set(name, column);
}

function lineOf(line: number): { line?: number } {
  return line === 0 ? {} : { line };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
