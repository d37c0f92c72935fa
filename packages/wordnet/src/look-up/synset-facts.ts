import { Alt2imgError } from "@alt2img/core";
import { lowerBound } from "../binary-search.js";
import { columnsOf } from "../compiled/columns-of.js";
import { rowOfItem } from "../compiled/offsets.js";
import { rowText, rowTextIfAny } from "../compiled/text-column.js";
import { decodeGloss, type Example, type Gloss } from "../gloss.js";
import { type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import type { Sense, Synset, Wordnet } from "../wordnet.js";

/** In `synset.ili` of compiled files: the synset proposes a concept that has no ILI yet. */
export const PROPOSED_ILI = 0xffffffff;

/** The id of a synset: `02084071-n` in Princeton's WordNets, the XML's id in others. */
export function synsetId(wordnet: Wordnet, synset: Synset): string {
  const id = rowTextIfAny(columnsOf(wordnet).synsetId, synset);
  if (id !== undefined) return id;
  return `${String(columnsOf(wordnet).synsetOffset[synset]!).padStart(8, "0")}-${partOfSpeech(wordnet, synset)}`;
}

export function partOfSpeech(wordnet: Wordnet, synset: Synset): PartOfSpeech {
  return partsOfSpeech[columnsOf(wordnet).synsetPartOfSpeech[synset]!]!;
}

/** The senses of a synset, in order. */
export function synsetSenses(wordnet: Wordnet, synset: Synset): Sense[] {
  const senses: Sense[] = [];
  for (
    let sense = columnsOf(wordnet).synsetSenses[synset]!;
    sense < columnsOf(wordnet).synsetSenses[synset + 1]!;
    sense++
  ) {
    senses.push(sense as Sense);
  }
  return senses;
}

/**
 * The words of a synset as it writes them, starting with the one that names it: `["dog", "domestic dog", "Canis
 * familiaris"]`.
 */
export function lemmas(wordnet: Wordnet, synset: Synset): string[] {
  return synsetSenses(wordnet, synset).flatMap((sense) => senseForms(wordnet, sense));
}

/** How a sense is written; more than one form only if they differ in case (`A`, `a`). */
export function senseForms(wordnet: Wordnet, sense: Sense): string[] {
  const { variantSense, variantForm, form, formWords, senseWord } = columnsOf(wordnet);
  const first = lowerBound(variantSense, sense);
  if (variantSense[first] !== sense) return [rowText(form, rowOfItem(formWords, senseWord[sense]!))];
  const forms: string[] = [];
  for (let i = first; variantSense[i] === sense; i++) forms.push(rowText(form, variantForm[i]!));
  return forms;
}

/**
 * The interlingual index of a synset, such as `i46360`; `in` if the lexicon proposes one; `undefined` if it has none.
 *
 * @see https://github.com/globalwordnet/cili
 */
export function ili(wordnet: Wordnet, synset: Synset): string | undefined {
  const number = columnsOf(wordnet).synsetIli[synset]!;
  if (number === PROPOSED_ILI) return "in";
  return number === 0 ? undefined : `i${number}`;
}

/** Such as `noun.animal`; `undefined` if the lexicon doesn't say. */
export function lexicographerFile(wordnet: Wordnet, synset: Synset): string | undefined {
  return columnsOf(wordnet).files[columnsOf(wordnet).synsetFile[synset]!] || undefined;
}

/** Whether definitions and examples were loaded. If not, `gloss`, `definition` and `examples` throw. */
export function hasDefinitions(wordnet: Wordnet): boolean {
  return columnsOf(wordnet).gloss !== undefined;
}

/**
 * All definitions and examples of a synset.
 *
 * @throws Alt2imgError `wordnet/no-definitions` when this WordNet was loaded without them
 */
export function gloss(wordnet: Wordnet, synset: Synset): Gloss {
  const column = columnsOf(wordnet).gloss;
  if (column === undefined) {
    throw new Alt2imgError(
      "wordnet/no-definitions",
      "This WordNet was loaded without definitions. Add them with `loadDefinitions`.",
    );
  }
  return decodeGloss(rowText(column, synset));
}

/** The first definition of a synset; `""` if it has none. Throws as `gloss` does. */
export function definition(wordnet: Wordnet, synset: Synset): string {
  return gloss(wordnet, synset).definitions[0]?.text ?? "";
}

/** The examples of a synset. Throws as `gloss` does. */
export function examples(wordnet: Wordnet, synset: Synset): Example[] {
  return gloss(wordnet, synset).examples;
}

/** Metadata of a synset. */
export function synsetDetails(wordnet: Wordnet, synset: Synset): { metadata?: Record<string, string> } {
  return JSON.parse(rowTextIfAny(columnsOf(wordnet).synsetDetails, synset) ?? "{}");
}

/** Whether the language has a word for the concept; a lexicon can have synsets that only connect others. */
export function isLexicalized(wordnet: Wordnet, synset: Synset): boolean {
  return columnsOf(wordnet).synsetNotLexicalized[synset] === 0;
}
