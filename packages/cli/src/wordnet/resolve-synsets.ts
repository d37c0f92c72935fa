import { Alt2imgError } from "@alt2img/core";
import {
  findSynset,
  findSynsets,
  isOfPartOfSpeech,
  type PartOfSpeech,
  partOfSpeech,
  type Synset,
} from "@alt2img/wordnet";
import { findSimilarForms, synsetsOfForm } from "@alt2img/wordnet/forms";
import { synsetOfWnid } from "@alt2img/wordnet/imagenet";
import type { Lexicon } from "./open-lexicon.js";

const MAX_SUGGESTIONS = 6;

/**
 * The synsets that the user means: by wnid (`n02084071`), id, ILI, sense key or NLTK's name the one, by word all of its
 * senses, after Morphy where the form itself is not in the lexicon.
 *
 * @throws Alt2imgError `cli/no-synset` when there is none, with words that are written alike
 */
export function resolveSynsets(
  { wordnet, name }: Lexicon,
  reference: string,
  wanted: PartOfSpeech | undefined,
  isHidden: (synset: Synset) => boolean,
): readonly Synset[] {
  const one = synsetOfWnid(wordnet, reference) ?? findSynset(wordnet, reference);
  if (one !== undefined && (wanted === undefined || isOfPartOfSpeech(partOfSpeech(wordnet, one), wanted))) return [one];
  const found = synsetsOfForm(wordnet, reference, { partOfSpeech: wanted });
  if (found.length > 0) return found;
  const similar = findSimilarForms(wordnet, reference, { limit: 4 * MAX_SUGGESTIONS })
    .map(({ form }) => form)
    .filter((form) => !findSynsets(wordnet, form).every(isHidden))
    .slice(0, MAX_SUGGESTIONS);
  const hint =
    one !== undefined
      ? `It is of part of speech ${partOfSpeech(wordnet, one)}; leave --pos out.`
      : similar.length > 0
        ? `Words that are written alike: ${similar.join(", ")}.`
        : "Give a word, an id (02084071-n), a wnid (n02084071), an ILI (i46360), a sense key, or a name (dog.n.01).";
  const restriction = wanted === undefined ? "" : ` with --pos ${wanted}`;
  throw new Alt2imgError("cli/no-synset", `There is no synset for “${reference}”${restriction} in ${name}. ${hint}`);
}
