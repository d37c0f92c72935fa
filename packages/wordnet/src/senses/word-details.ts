import { columnsOf } from "../compiled/columns-of.js";
import { rowTextIfAny } from "../compiled/text-column.js";
import type { Example } from "../gloss.js";
import type { Sense, Word, Wordnet } from "../wordnet.js";

/** How a form is pronounced, in IPA unless `notation` says otherwise. `variety` is BCP 47 or a region. */
export type Pronunciation = { text: string; variety?: string; notation?: string; phonemic?: boolean; audio?: string };

/** A form of a word other than its lemma: an inflection, another spelling, another script. */
export type WordForm = {
  writtenForm: string;
  id?: string;
  script?: string;
  pronunciations?: Pronunciation[];
  tags?: { category: string; text: string }[];
};

/** What a lexicon says about a word besides its lemma and senses. */
export type WordDetails = {
  script?: string;
  /** The sort key for homographs. */
  index?: string;
  pronunciations?: Pronunciation[];
  tags?: { category: string; text: string }[];
  forms?: WordForm[];
  metadata?: Record<string, string>;
};

/** What a lexicon says about a single sense. */
export type SenseDetails = { examples?: Example[]; metadata?: Record<string, string> };

/** Pronunciations, forms, tags and metadata of a word; `{}` in Princeton's WordNets, which don't have them. */
export function wordDetails(wordnet: Wordnet, word: Word): WordDetails {
  return parse(rowTextIfAny(columnsOf(wordnet).wordDetails, word));
}

/** Examples and metadata of a sense. */
export function senseDetails(wordnet: Wordnet, sense: Sense): SenseDetails {
  return parse(rowTextIfAny(columnsOf(wordnet).senseDetails, sense));
}

function parse(json: string | undefined): Record<string, never> {
  return json === undefined ? {} : JSON.parse(json);
}
