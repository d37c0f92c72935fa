import { Alt2imgError, type OnDiagnostic } from "@alt2img/core";
import { addRelation, addRow, createDraft, type Draft, kindIndex, partOfSpeechIndex } from "../compiled/draft.js";
import { encodeGloss } from "../gloss.js";
import { lexicographerFiles } from "../lexicographer-file.js";
import type { PartOfSpeech } from "../part-of-speech.js";
import { type DataLine, parseDataLine } from "./data-line.js";
import { parseGloss } from "./parse-gloss.js";
import { pointerSymbols } from "./pointer-symbol.js";
import { verbFrames } from "./verb-frame.js";

/** The files of a `dict` folder by name: `data.noun`, `index.noun`, `noun.exc`, `index.sense` and so on. */
export type PrincetonFiles = Readonly<Record<string, Uint8Array>>;

/** ILI numbers by Princeton's ids (`"00001740-n"`; satellites end in `-s`), as in the maps of the ILI project. */
export type IliMap = ReadonlyMap<string, number>;

/** The four files of each kind, in the order in which their synsets are numbered. */
const parts = [
  ["noun", "n"],
  ["verb", "v"],
  ["adj", "a"],
  ["adv", "r"],
] as const;

const synsetTypes: Partial<Record<PartOfSpeech, number>> = { n: 1, v: 2, a: 3, r: 4, s: 5 };

type Context = {
  draft: Draft;
  files: PrincetonFiles;
  ili: IliMap | undefined;
  uses: ReadonlyMap<string, number>;
  diagnose: (filename: string, line: number, what: string) => void;
};

/**
 * Reads Princeton's database files. A line that is not as the format says is left out with the diagnostic
 * `wordnet/princeton-line`.
 *
 * @throws Alt2imgError `wordnet/princeton-files` when data or index files are missing
 * @see https://wordnet.princeton.edu/documentation/wndb5wn
 */
export function parsePrincetonFiles(
  files: PrincetonFiles,
  { ili, onDiagnostic }: { ili?: IliMap | undefined; onDiagnostic: OnDiagnostic },
): Draft {
  const missing = parts
    .flatMap(([name]) => [`data.${name}`, `index.${name}`])
    .filter((name) => files[name] === undefined);
  if (missing.length > 0) {
    throw new Alt2imgError(
      "wordnet/princeton-files",
      `The folder doesn't have ${missing.join(", ")}. Give Princeton's dict folder with all of its files data.* and index.* (and *.exc and index.sense, if it has them).`,
    );
  }
  const draft = createDraft();
  const version = /WordNet (\d+\.\d+) Copyright/.exec(text(files, "data.noun").slice(0, 4000))?.[1] ?? "";
  draft.lexicons.push({
    id: "pwn",
    label: "Princeton WordNet",
    language: "en",
    version,
    license: "https://wordnet.princeton.edu/license-and-commercial-use",
    url: "https://wordnet.princeton.edu/",
  });
  const diagnose = (filename: string, line: number, what: string): void =>
    onDiagnostic({
      code: "wordnet/princeton-line",
      message: `${filename}, line ${line}: ${what}. The line is left out.`,
      filename,
      line,
    });
  const context: Context = { draft, files, ili, uses: readUses(files, diagnose), diagnose };
  verbFrames.forEach((frame, i) => {
    if (i > 0) draft.frames.set(draft.pool.intern(`frame ${i}`), frame);
  });
  for (const [name, letter] of parts) {
    readData(context, name, readIndex(context, name, letter));
    readExceptions(context, name, letter);
  }
  if (draft.synsets.id.length === 0) {
    throw new Alt2imgError("wordnet/princeton-files", "The data files have no synsets. Check that they are WordNet's.");
  }
  return draft;
}

/** The entry of each lemma and the offsets of its synsets, the most frequent first. */
type Index = Map<string, { entry: number; offsets: string[] }>;

/** Lines that begin with a space are the licence. `lemma pos synset_cnt p_cnt symbols… sense_cnt tagsense_cnt offsets…` */
function readIndex({ draft, files, diagnose }: Context, name: string, letter: PartOfSpeech): Index {
  const index: Index = new Map();
  const filename = `index.${name}`;
  forEachLine(text(files, filename), (line, number) => {
    if (line === "" || line.startsWith(" ")) return;
    const fields = line.trimEnd().split(" ");
    const lemma = fields[0]!;
    const count = Number(fields[2]);
    const offsets = fields.slice(6 + Number(fields[3]));
    if (fields[1] !== letter || offsets.length !== count || !offsets.every((offset) => /^\d{8}$/.test(offset))) {
      diagnose(filename, number, `it doesn't list ${fields[2]} synsets of part of speech ${letter}`);
    } else if (index.has(lemma)) {
      diagnose(filename, number, `“${lemma}” is listed twice`);
    } else {
      index.set(lemma, { entry: newEntry(draft, lemma, letter, number), offsets });
    }
  });
  return index;
}

function newEntry(draft: Draft, lemma: string, partOfSpeech: PartOfSpeech, line: number): number {
  const form = draft.pool.intern(lemma.replaceAll("_", " "));
  return addRow(draft.entries, { form, partOfSpeech: partOfSpeechIndex(partOfSpeech), line });
}

function readData(context: Context, name: string, index: Index): void {
  const { draft, files, diagnose } = context;
  const filename = `data.${name}`;
  const lines = new Map<string, { data: DataLine; number: number }>();
  forEachLine(text(files, filename), (line, number) => {
    if (line === "" || line.startsWith(" ")) return;
    const data = parseDataLine(line);
    if (typeof data === "string") diagnose(filename, number, data);
    else if (lines.has(data.offset)) diagnose(filename, number, `the offset ${data.offset} is used twice`);
    else lines.set(data.offset, { data, number });
  });
  const written = new Map<number, Set<number>>();
  for (const { data, number } of lines.values()) {
    const letter = data.partOfSpeech === "s" ? "a" : data.partOfSpeech;
    if (letter !== parts.find(([part]) => part === name)![1]) {
      diagnose(filename, number, `a synset of type ${data.partOfSpeech} is among those of ${name}`);
      continue;
    }
    const head = data.partOfSpeech === "s" ? headOf(data, lines) : "";
    addSynset(context, data, { index, number, filename, head, letter, written });
  }
  writeLemmas(draft, written);
}

/** A satellite's head, as sense keys name it: its first word and that word's number in its file. */
function headOf(data: DataLine, lines: ReadonlyMap<string, { data: DataLine }>): string {
  const pointer = data.pointers.find(({ symbol }) => symbol === "&");
  const word = pointer === undefined ? undefined : lines.get(pointer.offset)?.data.words[0];
  return word === undefined ? ":" : `${word.text.toLowerCase()}:${twoDigits(word.lexId)}`;
}

type SynsetPlace = {
  index: Index;
  number: number;
  filename: string;
  head: string;
  letter: PartOfSpeech;
  /** Written forms of each entry's senses. */
  written: Map<number, Set<number>>;
};

function addSynset(context: Context, data: DataLine, place: SynsetPlace): void {
  const { draft, ili, uses, diagnose } = context;
  const { pool } = draft;
  const { index, number, filename, head, letter, written } = place;
  const id = `${data.offset}-${letter}`;
  const synset = pool.intern(id);
  const ownId = `${data.offset}-${data.partOfSpeech}`;
  const row = addRow(draft.synsets, {
    id: synset,
    offset: Number(data.offset),
    partOfSpeech: partOfSpeechIndex(data.partOfSpeech),
    ili: ili?.get(ownId) ?? ili?.get(id) ?? 0,
    file: pool.intern(lexicographerFiles[data.file]!),
    gloss: pool.intern(encodeGloss(parseGloss(data.gloss))),
    line: number,
  });
  const senses: number[] = [];
  const seen = new Map<string, number>();
  for (const [i, { text: word, lexId, adjectivePosition }] of data.words.entries()) {
    const lemma = word.toLowerCase();
    const form = pool.intern(word.replaceAll("_", " "));
    // “A” and “a” in the same synset are one sense that is written in two ways.
    const twin = seen.get(lemma);
    if (twin !== undefined) {
      const forms = draft.senseForms.get(twin)!;
      if (!forms.includes(form)) forms.push(form);
      draft.senseAliases.set(pool.intern(`${id}#${i + 1}`), draft.senses.id.at(twin));
      senses.push(twin);
      continue;
    }
    let listed = index.get(lemma);
    if (listed === undefined) {
      diagnose(filename, number, `“${lemma}” isn't in the index; it is added anyway`);
      listed = { entry: newEntry(draft, lemma, letter, number), offsets: [] };
      index.set(lemma, listed);
    }
    const rank = listed.offsets.indexOf(data.offset);
    const keyTail = `${synsetTypes[data.partOfSpeech]}:${twoDigits(data.file)}:${twoDigits(lexId)}:${head || ":"}`;
    const sense = addRow(draft.senses, {
      id: pool.intern(`${id}#${i + 1}`),
      entry: listed.entry,
      synset,
      rank: rank === -1 ? listed.offsets.length : rank,
      keyTail: pool.intern(keyTail),
      uses: uses.get(`${lemma}%${keyTail}`) ?? 0,
      adjectivePosition,
      line: number,
    });
    draft.senseForms.set(sense, [form]);
    const forms = written.get(listed.entry);
    if (forms === undefined) written.set(listed.entry, new Set([form]));
    else forms.add(form);
    seen.set(lemma, sense);
    senses.push(sense);
  }
  for (const { symbol, offset, partOfSpeech, source, target } of data.pointers) {
    const type = pointerSymbols.get(symbol);
    if (type === undefined) {
      diagnose(filename, number, `“${symbol}” isn't a pointer symbol; the pointer is left out`);
      continue;
    }
    const targetId = `${offset}-${partOfSpeech === "s" ? "a" : partOfSpeech}`;
    const kind = kindIndex(draft, type);
    if (source === 0) addRelation(draft.synsetRelations, row, kind, pool.intern(targetId));
    else addRelation(draft.senseRelations, senses[source - 1]!, kind, pool.intern(`${targetId}#${target}`));
  }
  for (const { frame, word } of data.frames) {
    for (const sense of word === 0 ? new Set(senses) : [senses[word - 1]!]) {
      const frames = draft.senseFrames.get(sense);
      const frameId = pool.intern(`frame ${frame}`);
      if (frames === undefined) draft.senseFrames.set(sense, [frameId]);
      else frames.push(frameId);
    }
  }
}

/** An entry's lemma is written as in its senses, if they agree; otherwise in lower case, as in the index. */
function writeLemmas(draft: Draft, written: ReadonlyMap<number, ReadonlySet<number>>): void {
  for (const [entry, forms] of written) {
    const [first, ...others] = forms;
    if (first !== undefined && others.length === 0) draft.entries.form.set(entry, first);
  }
  for (const [sense, forms] of draft.senseForms) {
    if (forms.length === 1 && forms[0] === draft.entries.form.at(draft.senses.entry.at(sense)))
      draft.senseForms.delete(sense);
  }
}

/** How often each sense occurs in Princeton's tagged texts: `sense_key offset sense_number tag_cnt`. */
function readUses(files: PrincetonFiles, diagnose: Context["diagnose"]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  if (files["index.sense"] === undefined) return uses;
  forEachLine(text(files, "index.sense"), (line, number) => {
    if (line === "") return;
    const [key, , , count, ...rest] = line.trimEnd().split(" ");
    if (!(Number(count) >= 0) || rest.length > 0) diagnose("index.sense", number, "it isn't “key offset number count”");
    else if (count !== "0") uses.set(key!, Number(count));
  });
  return uses;
}

function readExceptions({ draft, files, diagnose }: Context, name: string, letter: PartOfSpeech): void {
  const filename = `${name}.exc`;
  if (files[filename] === undefined) return;
  forEachLine(text(files, filename), (line, number) => {
    if (line === "") return;
    const fields = line.trimEnd().split(" ");
    if (fields.length < 2 || fields.includes("")) diagnose(filename, number, "it isn't “form lemma …”");
    else draft.exceptions.push([letter, ...fields.map((field) => field.replaceAll("_", " "))].join("\t"));
  });
}

function forEachLine(content: string, visit: (line: string, number: number) => void): void {
  let number = 1;
  for (let start = 0; start < content.length; number++) {
    const newline = content.indexOf("\n", start);
    const end = newline === -1 ? content.length : newline;
    visit(content.slice(start, content[end - 1] === "\r" ? end - 1 : end), number);
    start = end + 1;
  }
}

function text(files: PrincetonFiles, name: string): string {
  return new TextDecoder().decode(files[name]);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
