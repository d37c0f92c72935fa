import { type Adjacency, ownersOf } from "../adjacency.js";
import { derived } from "../derived.js";
import { partsOfSpeech } from "../part-of-speech.js";
import type { Wordnet } from "../wordnet.js";
import { type Column, damaged, readContainerUnchecked } from "./container.js";
import type { RelationKind } from "./draft.js";
import { offsets, sensesOfWords, sums } from "./offsets.js";

/** Strings of all rows, one after another, in UTF-8; row `i` has the bytes from `offsets[i]` to `offsets[i + 1]`. */
export type TextColumn = { readonly offsets: Uint32Array; readonly bytes: Uint8Array };

/**
 * The columns of a compiled lexicon. Anything that the file doesn't store as such (offsets, which are sums of its lengths;
 * lists of senses by word) is made at first use.
 */
export type Columns = {
  readonly kinds: readonly RelationKind[];
  readonly frames: readonly { readonly id: string; readonly frame: string }[];
  readonly files: readonly string[];

  /** Sorted by folded spelling. */
  readonly form: TextColumn;
  /** How often forms have been searched for, and the table that is made after enough searches. */
  readonly formIndex: { searches: number; table: Uint32Array | undefined };
  /** Words of form `i`: from `formWords[i]` to `formWords[i + 1]`. */
  readonly formWords: Uint32Array;
  /** Forms other than the lemma, sorted by form, and the words that they belong to. */
  readonly otherFormForm: Column;
  readonly otherFormWord: Column;

  readonly wordPartOfSpeech: Column;
  readonly wordLexicon: Column;
  /** Senses of word `i`: the first one first. */
  readonly wordSenses: Adjacency;
  readonly wordId: TextColumn | undefined;
  readonly wordDetails: TextColumn | undefined;

  readonly senseWord: Column;
  readonly senseRank: Column;
  readonly senseSynset: Uint32Array;
  readonly senseKeyTail: Column;
  readonly keyTail: TextColumn | undefined;
  readonly senseUses: Column;
  readonly senseAdjectivePosition: Column;
  readonly senseNotLexicalized: Column;
  readonly senseFrames: Uint32Array;
  readonly frameIndex: Column;
  readonly senseRelations: Uint32Array;
  readonly senseRelationBytes: Column;
  readonly senseId: TextColumn | undefined;
  readonly senseDetails: TextColumn | undefined;
  /** Senses whose written forms differ from their word's, sorted, and these forms. */
  readonly variantSense: Column;
  readonly variantForm: Column;

  /** Senses of synset `i`: from `synsetSenses[i]` to `synsetSenses[i + 1]`. */
  readonly synsetSenses: Uint32Array;
  readonly synsetPartOfSpeech: Column;
  readonly synsetLexicon: Column;
  readonly synsetOffset: Uint32Array;
  readonly synsetIli: Uint32Array;
  readonly synsetFile: Column;
  readonly synsetNotLexicalized: Column;
  readonly synsetRelations: Uint32Array;
  readonly synsetRelationBytes: Column;
  readonly synsetId: TextColumn | undefined;
  readonly synsetDetails: TextColumn | undefined;

  readonly exception: TextColumn | undefined;
  /** `undefined` if definitions were left out; a lexicon without definitions has empty ones. */
  readonly gloss: TextColumn | undefined;
};

/** The columns of a WordNet. */
export const columnsOf: (wordnet: Wordnet) => Columns = /* @__PURE__ */ derived(openColumns);

function openColumns({ bytes, definitionBytes, counts, lexicons }: Wordnet): Columns {
  const container = readContainerUnchecked(bytes);
  const glosses = definitionBytes === undefined ? container : readContainerUnchecked(definitionBytes);
  const { kinds, frames, files } = container.meta as Pick<Columns, "kinds" | "frames" | "files">;
  const rest = (name: string): Column => container.columns.get(name) ?? new Uint8Array(0);
  const column = (name: string, rows: number): Column => {
    const found = container.columns.get(name) ?? new Uint8Array(rows);
    if (found.length !== rows) throw damaged(`the column ${name} has ${found.length} rows instead of ${rows}`);
    return found;
  };
  const starts = (name: string, rows: number, total: number): Uint32Array => offsets(column(name, rows), total, name);
  const text = (name: string, rows: number, { columns } = container): TextColumn | undefined => {
    const lengths = columns.get(`${name}.length`);
    const texts = columns.get(`${name}.bytes`) ?? new Uint8Array(0);
    if (lengths === undefined) return undefined;
    if (lengths.length !== rows || !(texts instanceof Uint8Array)) throw damaged(`the texts ${name} don't fit`);
    return { offsets: offsets(lengths, texts.length, name), bytes: texts };
  };
  const { forms, words, senses, synsets } = counts;
  /** A column of rows or indices, which are compared with their limit at first use. */
  const below = (limit: number, name: string, rows?: number): (() => Column) =>
    once(() => checkLimit(rows === undefined ? rest(name) : column(name, rows), limit, name));
  const rowsOf = (name: string): number => container.columns.get(name)?.length ?? 0;

  const form = once(() => text("form", forms) ?? { offsets: new Uint32Array(forms + 1), bytes: new Uint8Array(0) });
  const formWords = once(() => starts("form.words", forms, words));
  const senseWord = column("sense.word", senses);
  const senseRank = column("sense.rank", senses);
  const wordSenses = once(() => sensesOfWords(senseWord, senseRank, words));
  const synsetSenses = once(() => starts("synset.senses", synsets, senses));
  const senseSynset = once(() => ownersOf(synsetSenses()));
  const keyTail = once(() => text("keyTail", rowsOf("keyTail.length")));
  const senseFrames = once(() => starts("sense.frames", senses, rowsOf("frame.index")));
  const senseRelations = once(() => starts("sense.relations", senses, rowsOf("senseRelation.bytes")));
  const synsetRelations = once(() => starts("synset.relations", synsets, rowsOf("synsetRelation.bytes")));
  const synsetOffset = once(() => sums(column("synset.offset", synsets)));
  const synsetIli = once(() => sums(column("synset.ili", synsets)));
  const wordId = once(() => text("word.id", words));
  const wordDetails = once(() => text("word.details", words));
  const senseId = once(() => text("sense.id", senses));
  const senseDetails = once(() => text("sense.details", senses));
  const synsetId = once(() => text("synset.id", synsets));
  const synsetDetails = once(() => text("synset.details", synsets));
  const exception = once(() => text("exception", rowsOf("exception.length")));
  const gloss = once(() => text("gloss", synsets, glosses));
  const otherFormForm = below(forms, "otherForm.form");
  const otherFormWord = below(words, "otherForm.word");
  const wordPartOfSpeech = below(partsOfSpeech.length, "word.partOfSpeech", words);
  const wordLexicon = below(lexicons.length, "word.lexicon", words);
  const senseKeyTail = below(Math.max(rowsOf("keyTail.length"), 1), "sense.keyTail", senses);
  const senseAdjectivePosition = below(4, "sense.adjectivePosition", senses);
  const frameIndex = below(frames.length, "frame.index");
  const variantSense = below(senses, "variant.sense");
  const variantForm = below(forms, "variant.form");
  const synsetPartOfSpeech = below(partsOfSpeech.length, "synset.partOfSpeech", synsets);
  const synsetLexicon = below(lexicons.length, "synset.lexicon", synsets);
  const synsetFile = below(Math.max(files.length, 1), "synset.file", synsets);

  return {
    kinds,
    frames,
    files,
    get form() {
      return form();
    },
    formIndex: { searches: 0, table: undefined },
    get formWords() {
      return formWords();
    },
    get otherFormForm() {
      return otherFormForm();
    },
    get otherFormWord() {
      return otherFormWord();
    },
    get wordPartOfSpeech() {
      return wordPartOfSpeech();
    },
    get wordLexicon() {
      return wordLexicon();
    },
    get wordSenses() {
      return wordSenses();
    },
    get wordId() {
      return wordId();
    },
    get wordDetails() {
      return wordDetails();
    },
    senseWord,
    senseRank,
    get senseSynset() {
      return senseSynset();
    },
    get senseKeyTail() {
      return senseKeyTail();
    },
    get keyTail() {
      return keyTail();
    },
    senseUses: column("sense.uses", senses),
    get senseAdjectivePosition() {
      return senseAdjectivePosition();
    },
    senseNotLexicalized: column("sense.notLexicalized", senses),
    get senseFrames() {
      return senseFrames();
    },
    get frameIndex() {
      return frameIndex();
    },
    get senseRelations() {
      return senseRelations();
    },
    senseRelationBytes: rest("senseRelation.bytes"),
    get senseId() {
      return senseId();
    },
    get senseDetails() {
      return senseDetails();
    },
    get variantSense() {
      return variantSense();
    },
    get variantForm() {
      return variantForm();
    },
    get synsetSenses() {
      return synsetSenses();
    },
    get synsetPartOfSpeech() {
      return synsetPartOfSpeech();
    },
    get synsetLexicon() {
      return synsetLexicon();
    },
    get synsetOffset() {
      return synsetOffset();
    },
    get synsetIli() {
      return synsetIli();
    },
    get synsetFile() {
      return synsetFile();
    },
    synsetNotLexicalized: column("synset.notLexicalized", synsets),
    get synsetRelations() {
      return synsetRelations();
    },
    synsetRelationBytes: rest("synsetRelation.bytes"),
    get synsetId() {
      return synsetId();
    },
    get synsetDetails() {
      return synsetDetails();
    },
    get exception() {
      return exception();
    },
    get gloss() {
      return gloss();
    },
  };
}

/** A function that makes a value at its first call and returns the same one after that. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function checkLimit(column: Column, limit: number, name: string): Column {
  for (let i = 0; i < column.length; i++) {
    if (column[i]! >= limit) throw damaged(`${name} contains ${column[i]}; expected less than ${limit}`);
  }
  return column;
}
