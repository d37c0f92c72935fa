import type { OnDiagnostic } from "@alt2img/core";
import { encodeColumns, textColumns } from "./columns.js";
import { type Column, writeContainer } from "./container.js";
import type { Draft, DraftRelations, RelationKind } from "./draft.js";
import { foldForm } from "./fold.js";
import { pushVarint, zigzag } from "./varint.js";

/** Texts (definitions, examples) can stand in the file itself, in a file of their own, or nowhere. */
export type DefinitionsPlace = "inside" | "apart" | "none";

export type CompiledWordNet = {
  /** What `loadWordNet` reads. */
  lexicon: Uint8Array;
  /** With `definitions: "apart"`, what `loadDefinitions` adds. */
  definitions?: Uint8Array;
};

/**
 * The compiled form of what readers gathered. Equal drafts give equal bytes. What names something that is not there
 * is left out with a diagnostic: `wordnet/dangling-sense`, `wordnet/dangling-relation`, `wordnet/dangling-frame`.
 */
export function compileDraft(
  draft: Draft,
  { definitions, onDiagnostic }: { definitions: DefinitionsPlace; onDiagnostic: OnDiagnostic },
): CompiledWordNet {
  const { pool, entries, synsets } = draft;
  const forms = sortedForms(draft);
  const words = sortedWords(draft, forms.rowOf);
  const senses = orderedSenses(draft, words.rowOf, onDiagnostic);
  const targets = { synset: rowsById(synsets.id, pool.size), sense: senses.rowById };
  const kinds: RelationKind[] = [];
  const frameIds = [...draft.frames.keys()];
  const ofWord = (column: readonly number[]): number[] => words.order.map((entry) => column[entry]!);
  const ofSense = (column: readonly number[]): number[] => senses.order.map((sense) => column[sense]!);
  const files = distinct(synsets.file);
  const tails = distinct(ofSense(draft.senses.keyTail));
  const keptIds = ofSense(draft.senses.keepId);
  const variants = senses.order.flatMap((sense, row) =>
    (draft.senseForms.get(sense) ?? []).map((form) => [row, forms.rowOf[form]!] as const),
  );
  const others = draft.otherForms.form
    .map((form, i) => [forms.rowOf[form]!, words.rowOf[draft.otherForms.entry[i]!]!] as const)
    .sort(([form, word], [otherForm, otherWord]) => form - otherForm || word - otherWord);

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
    "sense.word": ofSense(draft.senses.entry).map((entry) => words.rowOf[entry]!),
    "sense.rank": senses.ranks,
    "sense.keyTail": ofSense(draft.senses.keyTail).map((tail) => tails.indexOf.get(tail)!),
    "sense.uses": ofSense(draft.senses.uses),
    "sense.adjectivePosition": ofSense(draft.senses.adjectivePosition),
    "sense.notLexicalized": ofSense(draft.senses.notLexicalized),
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
  const text = (numbers: readonly number[]): Iterable<string> => texts(draft, numbers);
  addAll(columns, textColumns("form", forms.texts));
  addAll(columns, textColumns("keyTail", text(tails.values)));
  addAll(columns, textColumns("word.id", text(ofWord(entries.id))));
  addAll(columns, textColumns("word.details", text(ofWord(entries.details))));
  addAll(columns, textColumns("sense.id", text(ofSense(draft.senses.id).map((id, i) => (keptIds[i] === 1 ? id : 0)))));
  addAll(columns, textColumns("sense.details", text(ofSense(draft.senses.details))));
  // Princeton's ids are said by the offset; every other one is kept.
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

/** All written forms, in the order of their folded spelling, and for each pooled text its row. */
function sortedForms({ pool, entries, senseForms, otherForms }: Draft): { texts: string[]; rowOf: Uint32Array } {
  const used = new Set([...entries.form, ...otherForms.form]);
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
function sortedWords({ entries }: Draft, formRow: Uint32Array): { order: number[]; rowOf: Uint32Array } {
  const order = entries.form.map((_, entry) => entry);
  order.sort(
    (a, b) =>
      formRow[entries.form[a]!]! - formRow[entries.form[b]!]! ||
      entries.partOfSpeech[a]! - entries.partOfSpeech[b]! ||
      a - b,
  );
  const rowOf = new Uint32Array(order.length);
  order.forEach((entry, row) => {
    rowOf[entry] = row;
  });
  return { order, rowOf };
}

type OrderedSenses = {
  /** Draft senses in the order of their rows: synset by synset. */
  order: number[];
  /** By draft sense; one that was left out has the row 2³² − 1. */
  rowOf: Uint32Array;
  /** By pooled id; row + 1, or 0. */
  rowById: Uint32Array;
  perSynset: number[];
  /** By row: which sense of its word it is, from 0. */
  ranks: number[];
};

function orderedSenses(draft: Draft, wordRow: Uint32Array, onDiagnostic: OnDiagnostic): OrderedSenses {
  const { pool, senses, synsets, entries, members } = draft;
  const synsetRow = rowsById(synsets.id, pool.size);
  const bySynset: number[][] = synsets.id.map(() => []);
  senses.synset.forEach((id, sense) => {
    const row = synsetRow[id]!;
    if (row !== 0) bySynset[row - 1]!.push(sense);
    else {
      onDiagnostic({
        code: "wordnet/dangling-sense",
        message: `The sense “${pool.text(senses.id[sense]!)}” is of the synset “${pool.text(id)}”, which is not there. It is left out.`,
        ...lineOf(senses.line[sense]!),
      });
    }
  });
  for (const [synset, ids] of members) {
    const place = new Map(ids.map((id, i) => [id, i]));
    const placeOf = (sense: number): number =>
      place.get(senses.id[sense]!) ?? place.get(entries.id[senses.entry[sense]!]!) ?? ids.length;
    bySynset[synset]!.sort((a, b) => placeOf(a) - placeOf(b) || a - b);
  }
  const order = bySynset.flat();
  const rowOf = new Uint32Array(senses.id.length).fill(0xffffffff);
  const rowById = new Uint32Array(pool.size + 1);
  const byWord: number[][] = Array.from(wordRow, () => []);
  order.forEach((sense, row) => {
    rowOf[sense] = row;
    rowById[senses.id[sense]!] = row + 1;
    byWord[wordRow[senses.entry[sense]!]!]!.push(sense);
  });
  for (const [alias, id] of draft.senseAliases) rowById[alias] = rowById[id]!;
  const ranks: number[] = new Array(order.length);
  for (const ofWord of byWord) {
    ofWord.sort((a, b) => senses.rank[a]! - senses.rank[b]! || a - b);
    ofWord.forEach((sense, rank) => {
      ranks[rowOf[sense]!] = rank;
    });
  }
  return { order, rowOf, rowById, perSynset: bySynset.map(({ length }) => length), ranks };
}

/**
 * The relations of each row as bytes: for each run of one kind its index, its length, then the targets, each as the
 * difference to the one before it (the first one to the row itself, if the target is of the same sort).
 */
function relationColumns(
  { pool, kinds: draftKinds, senses, synsets }: Draft,
  sort: "sense" | "synset",
  relations: DraftRelations,
  rowOf: ArrayLike<number>,
  targets: { synset: Uint32Array; sense: Uint32Array },
  kinds: RelationKind[],
  onDiagnostic: OnDiagnostic,
): Record<string, ArrayLike<number>> {
  const kindOf = new Map<number, number>();
  const perRow: number[][] = [];
  for (let i = 0; i < relations.source.length; i++) {
    const source = relations.source[i]!;
    const row = rowOf[source]!;
    if (row === 0xffffffff) continue;
    const id = relations.target[i]!;
    const sense = sort === "sense" ? targets.sense[id]! : 0;
    const target = sense === 0 ? targets.synset[id]! : sense;
    const draftKind = relations.kind[i]!;
    if (target === 0) {
      const table = sort === "sense" ? senses : synsets;
      onDiagnostic({
        code: "wordnet/dangling-relation",
        message: `The ${sort} “${pool.text(table.id[source]!)}” has the relation ${draftKinds[draftKind]!.type} to “${pool.text(id)}”, which is not there. It is left out.`,
        ...lineOf(table.line[source]!),
      });
      continue;
    }
    const toSynset = sort === "sense" && sense === 0;
    const key = draftKind * 2 + (toSynset ? 1 : 0);
    let kind = kindOf.get(key);
    if (kind === undefined) {
      kind = findOrPush(kinds, toSynset ? { ...draftKinds[draftKind]!, toSynset } : draftKinds[draftKind]!);
      kindOf.set(key, kind);
    }
    perRow[row] ??= [];
    perRow[row].push(kind, target - 1);
  }
  const count = sort === "sense" ? rowCount(rowOf) : rowOf.length;
  const lengths: number[] = [];
  const bytes: number[] = [];
  for (let row = 0; row < count; row++) {
    const before = bytes.length;
    if (perRow[row] !== undefined) pushRuns(bytes, perRow[row]!, row, kinds);
    lengths.push(bytes.length - before);
  }
  return { [`${sort}.relations`]: lengths, [`${sort}Relation.bytes`]: bytes };
}

function pushRuns(bytes: number[], pairs: readonly number[], row: number, kinds: readonly RelationKind[]): void {
  for (let start = 0; start < pairs.length; ) {
    const kind = pairs[start]!;
    let end = start;
    while (end < pairs.length && pairs[end] === kind) end += 2;
    pushVarint(bytes, kind);
    pushVarint(bytes, (end - start) / 2);
    let base = kinds[kind]!.toSynset ? 0 : row;
    for (let i = start + 1; i < end; i += 2) {
      pushVarint(bytes, zigzag(pairs[i]! - base));
      base = pairs[i]!;
    }
    start = end;
  }
}

function framesPerSense(
  { pool, senses, senseFrames }: Draft,
  order: readonly number[],
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
          message: `The sense “${pool.text(senses.id[sense]!)}” has the frame “${pool.text(id)}”, which is not there. It is left out.`,
          ...lineOf(senses.line[sense]!),
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

function rowCount(rowOf: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < rowOf.length; i++) if (rowOf[i] !== 0xffffffff) count++;
  return count;
}

/** For each pooled id the row that has it, plus 1. */
function rowsById(ids: readonly number[], size: number): Uint32Array {
  const rows = new Uint32Array(size + 1);
  ids.forEach((id, row) => {
    rows[id] = row + 1;
  });
  return rows;
}

function distinct(values: readonly number[]): { values: number[]; indexOf: ReadonlyMap<number, number> } {
  const all = [...new Set(values)];
  return { values: all, indexOf: new Map(all.map((value, i) => [value, i])) };
}

function countPer(length: number, rows: readonly number[]): number[] {
  const counts: number[] = new Array(length).fill(0);
  for (const row of rows) counts[row]!++;
  return counts;
}

/** Each value less the one before it, modulo 2³². */
function deltas(values: readonly number[]): number[] {
  return values.map((value, i) => (value - (i === 0 ? 0 : values[i - 1]!)) >>> 0);
}

function* texts({ pool }: Draft, numbers: readonly number[]): Generator<string, void, undefined> {
  for (const number of numbers) yield pool.text(number);
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
