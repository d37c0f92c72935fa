import { lemmas, type Synset, type Wordnet } from "@alt2img/wordnet";
import {
  type ClassHierarchy,
  classHierarchy,
  classOfWnid,
  imageNetSynset,
  imageNetWnids,
  nearestClasses,
  type PersonMark,
  pathToRoot,
  wnidOfSynset,
} from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";

/** In the place of what is not shown. */
export type Hidden = { hidden: true };

/** A synset's place in ImageNet. */
export type ImagenetEntry = {
  /** Absent where no noun of WordNet 3.0 is the same. */
  wnid?: string;
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
  path: (string | Hidden)[];
};

const NEAREST = 3;

export type ImagenetOptions = {
  sensitive: boolean;
  /** Princeton's 3.0, by which other lexicons find ImageNet's ids. */
  princeton30: Wordnet | undefined;
};

/** The hierarchy of the 1,000 classes. */
export function thousandClasses(taxonomy: Taxonomy, options: ImagenetOptions): ClassHierarchy {
  return classHierarchy(taxonomy, imageNetWnids("1k"), options);
}

/**
 * What ImageNet has of a synset: its class, or what is near to it.
 *
 * @param onHidden called for each synset on the path that is not shown
 */
export function imagenetEntry(
  hierarchy: ClassHierarchy,
  synset: Synset,
  onHidden: (synset: Synset) => void,
): ImagenetEntry {
  const { taxonomy, nodes, options } = hierarchy;
  const wnid = wnidOfSynset(taxonomy.wordnet, synset, options);
  const classIndex = wnid === undefined ? undefined : classOfWnid("1k", wnid);
  const known = wnid === undefined ? undefined : imageNetSynset(wnid);
  const classes = nodes.get(synset)?.classes ?? 0;
  const near = classes > 0 ? [] : nearestClasses(hierarchy, synset, { limit: NEAREST });
  return {
    ...(wnid === undefined ? {} : { wnid }),
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
    path: pathToRoot(taxonomy, synset, options)
      .reverse()
      .map(({ synset, id, lemmas, sensitive }) => {
        if (sensitive !== true || options.sensitive === true) return lemmas[0] ?? id;
        onHidden(synset);
        return { hidden: true };
      }),
  };
}
