import { lowerBound } from "../binary-search.js";
import { columnsOf } from "../compiled/columns-of.js";
import { rowText, rowTextIfAny } from "../compiled/text-column.js";
import { derived } from "../derived.js";
import { isOfPartOfSpeech, type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";
import { lemmaWords, sensesOf } from "./find-words.js";
import { synsetByName } from "./synset-name.js";

/**
 * The synset that a reference names: an id (`02084071-n`, `oewn-02086723-n`), an ILI (`i46360`), a sense key
 * (`dog%1:05:00::`), or NLTK's name (`dog.n.01`).
 */
export function findSynset(wordnet: Wordnet, reference: string): Synset | undefined {
  return (
    synsetById(wordnet, reference) ??
    (/^i\d+$/.test(reference) ? synsetsByIli(wordnet, reference)[0] : undefined) ??
    synsetBySenseKey(wordnet, reference) ??
    synsetByName(wordnet, reference)
  );
}

/** The synset with this id. You can name Princeton's satellites with `-a` or with `-s`. */
export function synsetById(wordnet: Wordnet, id: string): Synset | undefined {
  const match = /^(\d{8})-([nvasr])$/.exec(id);
  const found = match === null ? undefined : synsetByOffset(wordnet, Number(match[1]), match[2] as PartOfSpeech);
  return found ?? (columnsOf(wordnet).synsetId === undefined ? undefined : idsOfSynsets(wordnet).get(id));
}

/**
 * The synset at an offset of Princeton's data files; `undefined` in other lexicons. You can name satellites with `a` or
 * with `s`.
 */
export function synsetByOffset(wordnet: Wordnet, offset: number, partOfSpeech: PartOfSpeech): Synset | undefined {
  const { synsetOffset, synsetPartOfSpeech } = columnsOf(wordnet);
  const letter = partOfSpeech === "s" ? "a" : partOfSpeech;
  for (const { start, end } of rangesOf(wordnet).get(letter) ?? []) {
    const row = lowerBound(synsetOffset, offset, start, end);
    if (row === end || synsetOffset[row] !== offset) continue;
    return isOfPartOfSpeech(partsOfSpeech[synsetPartOfSpeech[row]!]!, partOfSpeech) ? (row as Synset) : undefined;
  }
  return undefined;
}

/** The synsets with this ILI: at most one in each lexicon. */
export function synsetsByIli(wordnet: Wordnet, ili: string): readonly Synset[] {
  if (!/^i\d+$/.test(ili)) return [];
  return synsetsByNumber(wordnet).get(Number(ili.slice(1))) ?? [];
}

/** The sense with this sense key (`dog%1:05:00::`). */
export function senseByKey(wordnet: Wordnet, key: string): Sense | undefined {
  const cut = key.lastIndexOf("%");
  if (cut === -1) return undefined;
  const tail = key.slice(cut + 1);
  for (const word of lemmaWords(wordnet, key.slice(0, cut))) {
    for (const sense of sensesOf(wordnet, word)) {
      if (rowTextIfAny(columnsOf(wordnet).keyTail, columnsOf(wordnet).senseKeyTail[sense]!) === tail) return sense;
    }
  }
  return undefined;
}

/** The sense with this id in the XML, or with this key. */
export function senseById(wordnet: Wordnet, id: string): Sense | undefined {
  return senseByKey(wordnet, id) ?? idsOfSenses(wordnet).get(id);
}

function synsetBySenseKey(wordnet: Wordnet, key: string): Synset | undefined {
  const sense = senseByKey(wordnet, key);
  return sense === undefined ? undefined : (columnsOf(wordnet).senseSynset[sense] as Synset);
}

const rangesOf = /* @__PURE__ */ derived(offsetRanges);
const synsetsByNumber = /* @__PURE__ */ derived(synsetsOfIli);
const idsOfSynsets = /* @__PURE__ */ derived(synsetIds);
const idsOfSenses = /* @__PURE__ */ derived(senseIds);

type Range = { start: number; end: number };

/** Ranges of rows with rising offsets of one part of speech. */
function offsetRanges(wordnet: Wordnet): ReadonlyMap<PartOfSpeech, Range[]> {
  const ranges = new Map<PartOfSpeech, Range[]>();
  const { counts } = wordnet;
  const { synsetOffset, synsetPartOfSpeech } = columnsOf(wordnet);
  const [adjective, satellite] = [partsOfSpeech.indexOf("a"), partsOfSpeech.indexOf("s")];
  const indexOf = (row: number): number =>
    synsetPartOfSpeech[row] === satellite ? adjective : synsetPartOfSpeech[row]!;
  for (let start = 0; start < counts.synsets; ) {
    let end = start + 1;
    const index = indexOf(start);
    while (end < counts.synsets && synsetOffset[end]! > synsetOffset[end - 1]! && indexOf(end) === index) end++;
    const letter = partsOfSpeech[index]!;
    if (synsetOffset[end - 1] !== 0) ranges.set(letter, [...(ranges.get(letter) ?? []), { start, end }]);
    start = end;
  }
  return ranges;
}

function synsetsOfIli(wordnet: Wordnet): ReadonlyMap<number, Synset[]> {
  const synsets = new Map<number, Synset[]>();
  columnsOf(wordnet).synsetIli.forEach((ili, synset) => {
    if (ili === 0) return;
    const same = synsets.get(ili);
    if (same === undefined) synsets.set(ili, [synset as Synset]);
    else same.push(synset as Synset);
  });
  return synsets;
}

function synsetIds(wordnet: Wordnet): ReadonlyMap<string, Synset> {
  const { synsetId } = columnsOf(wordnet);
  const ids = new Map<string, Synset>();
  if (synsetId === undefined) return ids;
  for (let row = 0; row < wordnet.counts.synsets; row++) ids.set(rowText(synsetId, row), row as Synset);
  ids.delete("");
  return ids;
}

function senseIds(wordnet: Wordnet): ReadonlyMap<string, Sense> {
  const { senseId } = columnsOf(wordnet);
  const ids = new Map<string, Sense>();
  if (senseId === undefined) return ids;
  for (let row = 0; row < wordnet.counts.senses; row++) ids.set(rowText(senseId, row), row as Sense);
  ids.delete("");
  return ids;
}
