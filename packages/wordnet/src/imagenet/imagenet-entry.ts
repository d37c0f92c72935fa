import { lemmas } from "../look-up/synset-facts.js";
import type { Synset } from "../wordnet.js";
import { type ClassHierarchy, nearestClasses, pathToRoot } from "./class-hierarchy.js";
import { classOfWnid, imageNetSynset, type PersonMark } from "./image-net-synsets.js";
import { wnidOfSynset } from "./map-wnids.js";

/** A placeholder for a hidden synset. */
export type Hidden = { hidden: true };

/** A synset's place in ImageNet. */
export type ImagenetEntry = {
  /** Missing if no noun of WordNet 3.0 has this meaning. */
  wnid?: string;
  /** Among the 1,000 classes, from 0; missing if it isn't one of them. */
  classIndex?: number;
  isIn21k: boolean;
  /** Classes of the hierarchy at and below it. */
  classes: number;
  /** If there are none: the nearest ones, and how many edges away they are. */
  nearest: { classIndex: number; wnid: string; lemmas: string[]; edges: number }[];
  /** The mark that Yang et al. 2020 give to a kind of person. */
  personMark?: PersonMark;
  /** The longest path from the root to it, by first lemmas. */
  path: (string | Hidden)[];
};

const NEAREST = 3;

/**
 * A synset's place in ImageNet: its class, or the classes near it.
 *
 * @param hierarchy of the 1,000 classes: `classHierarchy(taxonomy, imageNetWnids("1k"))`
 * @param onHidden called with each synset on the path that is hidden
 */
export function imagenetEntry(
  hierarchy: ClassHierarchy,
  synset: Synset,
  onHidden: (synset: Synset) => void = () => {},
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
