import { definition, lemmas, type Synset } from "@alt2img/wordnet";
import { classHierarchy, imageNetWnids, sensitivityOf, wnidOfSynset } from "@alt2img/wordnet/imagenet";
import { hypernymClosure } from "@alt2img/wordnet/taxonomy";
import type { Reading } from "./read-crawl.js";

/** A concept of WordNet that alt texts name. Plain data. */
export type NamedConcept = {
  /** WordNet's offset as ImageNet writes it: `n07739125`. */
  wnid: string | undefined;
  lemmas: string[];
  definition: string;
  /** How many texts name it. */
  texts: number;
  /** The classes of ImageNet's 1,000 that it is, or is a kind of, by their wnids; the nearest first. */
  imageNetClasses: string[];
};

/**
 * What the chapter on concepts counts, as a list, the most frequent first. Kinds of people that aren't marked as safe are left out,
 * as in the chapter.
 *
 * @param reading of a crawl that was read with a taxonomy; without one, the list is empty
 */
export function namedConcepts({ tallies: { concepts } }: Reading): NamedConcept[] {
  if (concepts === undefined) return [];
  const { taxonomy, own } = concepts;
  const { wordnet } = taxonomy;
  const isSensitive = sensitivityOf(wordnet);
  const wnid = (synset: Synset): string | undefined => wnidOfSynset(wordnet, synset);
  const { classes } = classHierarchy(taxonomy, imageNetWnids("1k"), { sensitive: true });
  const isClass = new Set(classes.map(({ synset }) => synset));
  return [...own]
    .filter(([synset]) => !isSensitive(synset))
    .sort(([, a], [, b]) => b.texts - a.texts)
    .map(([synset, { texts }]) => ({
      wnid: wnid(synset),
      lemmas: [...lemmas(wordnet, synset)],
      definition: definition(wordnet, synset),
      texts,
      imageNetClasses: [synset, ...hypernymClosure(taxonomy, synset)]
        .filter((each) => isClass.has(each))
        .flatMap((each) => wnid(each) ?? []),
    }));
}
