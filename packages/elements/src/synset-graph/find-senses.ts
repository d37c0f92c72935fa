import {
  definition,
  hasDefinitions,
  lemmas,
  type PartOfSpeech,
  partOfSpeech,
  type Synset,
  synsetName,
} from "@alt2img/wordnet";
import { completeForm, findSimilarForms } from "@alt2img/wordnet/forms";
import { sensitivityOf } from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import { sensesOfWord } from "./senses-of-word.js";
import type { GraphSynset } from "./synset-graph.js";

/** A sense that can be chosen. */
export type FoundSense = GraphSynset & { readonly partOfSpeech: PartOfSpeech };

const MOST = 12;
/** Nearly everything is similar to a shorter word. */
const LEAST_TO_CORRECT = 4;

/** All senses of a word, then the first sense of those that begin with it; if there are none, those of words with a similar spelling. */
export function findSenses({ wordnet }: Taxonomy, text: string, isSensitiveShown: boolean): FoundSense[] {
  const query = text.trim();
  if (query === "") return [];
  const isSensitive = sensitivityOf(wordnet);
  const sensesOf = (form: string): Synset[] =>
    sensesOfWord(wordnet, form).filter((each) => isSensitiveShown || !isSensitive(each));
  const completed = completeForm(wordnet, query, { limit: 3 * MOST });
  const similar =
    completed.length === 0 && query.length >= LEAST_TO_CORRECT
      ? findSimilarForms(wordnet, query, { limit: 3 * MOST }).map(({ form }) => form)
      : [];
  const found = [...sensesOf(query), ...[...completed, ...similar].flatMap((form) => sensesOf(form).slice(0, 1))];
  return [...new Set(found)].slice(0, MOST).map((synset) => ({
    id: synsetName(wordnet, synset),
    words: lemmas(wordnet, synset),
    partOfSpeech: partOfSpeech(wordnet, synset),
    ...(hasDefinitions(wordnet) ? { definition: definition(wordnet, synset) } : {}),
  }));
}
