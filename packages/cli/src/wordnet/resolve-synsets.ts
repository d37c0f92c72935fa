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
 * The synsets that the user means: one for a wnid (`n02084071`), an id, an ILI, a sense key or an NLTK name; all senses for
 * a word, which needn't be a lemma.
 *
 * @throws Alt2imgError `cli/no-synset` when nothing matches, with words that have a similar spelling
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
      ? `Its part of speech is ${partOfSpeech(wordnet, one)}; leave out --pos.`
      : similar.length > 0
        ? `Did you mean ${similar.join(", ")}?`
        : "Give a word, an id (02084071-n), a wnid (n02084071), an ILI (i46360), a sense key, or a name (dog.n.01).";
  const restriction = wanted === undefined ? "" : ` with --pos ${wanted}`;
  throw new Alt2imgError("cli/no-synset", `${name} has no synset for “${reference}”${restriction}. ${hint}`);
}
