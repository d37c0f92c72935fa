import type { Synset } from "@alt2img/wordnet";
import { type ClassHierarchy, classHierarchy, type ImageNetList, imageNetWnids } from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import type { ClassGraph } from "./class-tree.js";

export type ImageNetGraph = ClassGraph & { hierarchy: ClassHierarchy };

/**
 * ImageNet's hierarchy of the 1,000 classes, or of the 21,841 synsets.
 *
 * @param sensitive whether to show people who are hidden by default: see `classHierarchy`
 */
export function classGraph(
  taxonomy: Taxonomy,
  list: Extract<ImageNetList, "1k" | "21k">,
  { sensitive = false }: { sensitive?: boolean } = {},
): ImageNetGraph {
  const hierarchy = classHierarchy(taxonomy, imageNetWnids(list), { sensitive });
  const { nodes, roots } = hierarchy;
  const [root] = roots;
  if (root === undefined) throw new Error("This WordNet has none of ImageNet's classes.");
  return {
    hierarchy,
    root,
    hypernyms: (synset: Synset) => nodes.get(synset)?.hypernyms ?? [],
    hyponyms: (synset: Synset) => nodes.get(synset)?.hyponyms ?? [],
    isClass: (synset: Synset) => nodes.get(synset)?.wnid !== undefined,
    count: (synset: Synset) => nodes.get(synset)?.classes ?? 0,
  };
}
