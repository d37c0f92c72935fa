import { Alt2imgError } from "@alt2img/core";
import { columnsOf } from "../compiled/columns-of.js";
import { synsetByOffset } from "../look-up/find-synset.js";
import { findSynsets } from "../look-up/find-words.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import type { Taxonomy } from "../taxonomy/taxonomy.js";
import { roots } from "../taxonomy/taxonomy.js";
import type { Synset, Wordnet } from "../wordnet.js";

/** How often each synset, or one below it, occurs in some text. */
export type InformationContent = {
  /** By row of the synset. */
  readonly frequencies: Float64Array;
  /** The sum for each part of speech, by its index in `partsOfSpeech`; `a` and `s` have the same one. */
  readonly totals: Float64Array;
};

/** `−ln(frequency / total)` in nats: 0 at a root that is above everything, `Infinity` for a synset that never occurs. */
export function informationContentOf(
  { wordnet }: Taxonomy,
  { frequencies, totals }: InformationContent,
  synset: Synset,
): number {
  const frequency = frequencies[synset]!;
  if (frequency === 0) return Number.POSITIVE_INFINITY;
  return -Math.log(frequency / totals[columnsOf(wordnet).synsetPartOfSpeech[synset]!]!);
}

export type ComputeOptions = {
  /** The count that each synset starts with. Default 1. */
  smoothing?: number;
  /** Whether a word's count is divided among its synsets. Default `true`. */
  distributeWeight?: boolean;
  /** The synsets that a word may mean. Default: those of the word exactly as it is written. */
  synsetsOf?: (word: string) => readonly Synset[];
};

/**
 * Information content from how often words occur in a text (the alt texts of a dataset, say). The count of a word is added
 * to its synsets and, along every path, to all synsets above them, as in `wn` and WordNet::Similarity; NLTK ignores a path
 * that reaches a hypernym later than another path. Words that the lexicon doesn't have are skipped.
 *
 * @param counts words with how often each occurs
 * @see Resnik 1995, https://arxiv.org/abs/cmp-lg/9511007
 */
export function computeInformationContent(
  taxonomy: Taxonomy,
  counts: Iterable<readonly [word: string, count: number]>,
  { smoothing = 1, distributeWeight = true, synsetsOf }: ComputeOptions = {},
): InformationContent {
  const { wordnet, hypernyms, order } = taxonomy;
  const { synsetPartOfSpeech } = columnsOf(wordnet);
  const meant = synsetsOf ?? ((word: string) => findSynsets(wordnet, word));
  const own = new Float64Array(wordnet.counts.synsets);
  const totals = new Float64Array(partsOfSpeech.length).fill(smoothing);
  for (const [word, count] of counts) {
    const synsets = meant(word);
    const weight = distributeWeight ? count / synsets.length : count;
    for (const synset of synsets) {
      own[synset]! += weight;
      totals[totalIndex(synsetPartOfSpeech[synset]!)]! += weight;
    }
  }
  totals[partsOfSpeech.indexOf("s")] = totals[partsOfSpeech.indexOf("a")]!;
  for (let i = order.length - 1; i >= 0; i--) {
    const row = order[i]!;
    for (let h = hypernyms.starts[row]!; h < hypernyms.starts[row + 1]!; h++) own[hypernyms.rows[h]!]! += own[row]!;
  }
  return { frequencies: own.map((frequency) => frequency + smoothing), totals };
}

/**
 * Parses a file of information content from WordNet::Similarity or NLTK's `wordnet_ic`: a line `wnver::…`, then lines of
 * offset and part of speech, frequency and, at roots, `ROOT`. The offsets must be those of the lexicon.
 *
 * @throws Alt2imgError `wordnet/information-content` with the line that has another form, or whose synset doesn't exist
 */
export function parseInformationContent(wordnet: Wordnet, text: string): InformationContent {
  const frequencies = new Float64Array(wordnet.counts.synsets);
  const totals = new Float64Array(partsOfSpeech.length);
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line === "" || (i === 0 && line.startsWith("wnver"))) continue;
    const match = /^(\d+)([nvar]) (\d+(?:\.\d+)?(?:e[+-]?\d+)?)( ROOT)?\s*$/i.exec(line);
    if (match === null) throw badLine(i, `it is “${line.slice(0, 40)}”, not “1740n 1915712 ROOT”`);
    const [, offset, letter, frequency, root] = match;
    const synset = synsetByOffset(wordnet, Number(offset), letter as PartOfSpeech);
    if (synset === undefined)
      throw badLine(i, `this WordNet has no synset ${offset}${letter}. Load the edition that the counts belong to`);
    frequencies[synset] = Number(frequency);
    if (root !== undefined) totals[partsOfSpeech.indexOf(letter as PartOfSpeech)]! += Number(frequency);
  }
  totals[partsOfSpeech.indexOf("s")] = totals[partsOfSpeech.indexOf("a")]!;
  return { frequencies, totals };
}

/** Formats it as a text for `parseInformationContent`, NLTK and `wn`; for nouns and verbs of Princeton's WordNets. */
export function formatInformationContent(taxonomy: Taxonomy, { frequencies }: InformationContent): string {
  const { synsetOffset, synsetPartOfSpeech } = columnsOf(taxonomy.wordnet);
  const lines = ["wnver::alt2img"];
  for (const letter of ["n", "v"] as const) {
    const top = new Set(roots(taxonomy, letter));
    const index = partsOfSpeech.indexOf(letter);
    frequencies.forEach((frequency, row) => {
      if (synsetPartOfSpeech[row] !== index || frequency === 0) return;
      lines.push(`${synsetOffset[row]}${letter} ${frequency}${top.has(row as Synset) ? " ROOT" : ""}`);
    });
  }
  return `${lines.join("\n")}\n`;
}

function totalIndex(partOfSpeech: number): number {
  return partsOfSpeech[partOfSpeech] === "s" ? partsOfSpeech.indexOf("a") : partOfSpeech;
}

function badLine(index: number, what: string): Alt2imgError {
  return new Alt2imgError("wordnet/information-content", `Line ${index + 1} of the information content: ${what}.`);
}
