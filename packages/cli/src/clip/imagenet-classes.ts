import { definition, lemmas, type Synset, type Wordnet } from "@alt2img/wordnet";
import { type ClassHierarchy, classHierarchy, imageNetWnids } from "@alt2img/wordnet/imagenet";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";

/** ImageNet's classes, and the hierarchy above them. */
export type ImageNetClasses = { readonly wordnet: Wordnet; readonly hierarchy: ClassHierarchy };

export async function imageNetClasses(signal: AbortSignal): Promise<ImageNetClasses> {
  const wordnet = await princeton({ signal });
  return { wordnet, hierarchy: classHierarchy(taxonomy(wordnet), imageNetWnids("1k")) };
}

/** A step down the hierarchy, for people. Plain data. */
export type DownStep = { name: string; wnid?: string; definition: string; probability: number };

export function downStep(
  { wordnet }: ImageNetClasses,
  { synset, wnid, probability }: { synset: Synset; wnid?: string; probability: number },
): DownStep {
  return {
    name: lemmas(wordnet, synset)[0] ?? "",
    ...(wnid === undefined ? {} : { wnid }),
    definition: definition(wordnet, synset),
    probability,
  };
}
