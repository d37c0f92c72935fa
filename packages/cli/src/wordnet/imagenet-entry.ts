import { lemmas, type Synset, type Taxonomy } from "@alt2img/wordnet";
import {
  type ClassHierarchy,
  classHierarchy,
  classOfWnid,
  imageNetSynset,
  imageNetWnids,
  type MapOptions,
  nearestClasses,
  type PersonMark,
  pathToRoot,
  wnidOfSynset,
} from "@alt2img/wordnet/imagenet";

/** A synset's place in ImageNet. */
export type ImagenetEntry = {
  wnid: string;
  /** Among the 1,000 classes, from 0; absent where it is none of them. */
  classIndex?: number;
  isIn21k: boolean;
  /** Of the 1,000, at and below it. */
  classes: number;
  /** Where none is: the nearest of them, with the edges of the path to each. */
  nearest: { classIndex: number; wnid: string; lemmas: string[]; edges: number }[];
  /** What Yang et al. 2020 say of a person. */
  personMark?: PersonMark;
  /** The longest path from the root to it, by lemmas. */
  path: string[];
};

const NEAREST = 3;

/** The hierarchy of the 1,000 classes. */
export function thousandClasses(taxonomy: Taxonomy, { sensitive }: { sensitive: boolean }): ClassHierarchy {
  return classHierarchy(taxonomy, imageNetWnids("1k"), { sensitive });
}

/** What ImageNet has of a synset; nothing where no wnid stands for it. */
export function imagenetEntry(
  hierarchy: ClassHierarchy,
  synset: Synset,
  options: MapOptions = {},
): ImagenetEntry | undefined {
  const { taxonomy, nodes } = hierarchy;
  const wnid = wnidOfSynset(taxonomy.wordnet, synset, options);
  if (wnid === undefined) return undefined;
  const classIndex = classOfWnid("1k", wnid);
  const known = imageNetSynset(wnid);
  const classes = nodes.get(synset)?.classes ?? 0;
  const near = classes > 0 ? [] : nearestClasses(hierarchy, synset, { limit: NEAREST });
  return {
    wnid,
    ...(classIndex === undefined ? {} : { classIndex }),
    isIn21k: known?.indices["21k"] !== undefined,
    classes,
    nearest: near.map(({ wnid, synset, edges }) => ({
      classIndex: classOfWnid("1k", wnid)!,
      wnid,
      lemmas: lemmas(taxonomy.wordnet, synset),
      edges,
    })),
    ...(known?.personMark === undefined ? {} : { personMark: known.personMark }),
    path: pathToRoot(taxonomy, synset)
      .reverse()
      .map(({ lemmas }) => lemmas[0] ?? ""),
  };
}
