import { definition, lemmas } from "../look-up/synset-facts.js";
import { hyponymClosure, isA } from "../taxonomy/paths.js";
import { hyponyms, type Taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset } from "../wordnet.js";
import { imageNetSynsets, type PersonMark } from "./image-net-synsets.js";
import { synsetOfWnid } from "./map-wnids.js";
import { PERSON_WNID, sensitivityOf } from "./sensitivity.js";

/** Where the marks come from. */
export const personMarkSource = {
  paper:
    "Yang, Qinami, Fei-Fei, Deng, Russakovsky: Towards Fairer Datasets: Filtering and Balancing the Distribution of the People Subtree in the ImageNet Hierarchy, FAT* 2020",
  url: "https://arxiv.org/abs/1912.07726",
  lists: "https://image-net.org/update-sep-17-2019.php",
} as const;

/** A class of ImageNet that is a person. */
export type PersonClass = {
  wnid: string;
  synset: Synset;
  lemmas: string[];
  definition: string;
  mark: PersonMark;
  /** It, or a class with the same synset, is marked as unsafe: show it only to people who ask for it. */
  sensitive: boolean;
};

/**
 * The persons in ImageNet: the 1,239 that Yang et al. 2020 mark as safe, and with `sensitive: true` also the 1,593 that
 * they mark as unsafe and that were removed: slurs, and traits that no picture can show. The lexicon needs definitions.
 *
 * @see Crawford and Paglen 2019, https://excavating.ai
 */
export function personClasses(taxonomy: Taxonomy, { sensitive = false }: { sensitive?: boolean } = {}): PersonClass[] {
  const { wordnet } = taxonomy;
  const gate = sensitivityOf(taxonomy.wordnet);
  return imageNetSynsets().flatMap(({ wnid, personMark: mark }): PersonClass[] => {
    const synset = mark === undefined ? undefined : synsetOfWnid(wordnet, wnid);
    if (synset === undefined || mark === undefined || (!sensitive && gate(synset))) return [];
    return [
      {
        wnid,
        synset,
        lemmas: lemmas(wordnet, synset),
        definition: definition(wordnet, synset),
        mark,
        sensitive: gate(synset),
      },
    ];
  });
}

/** Only counts, without names. */
export type PersonStatistics = {
  /** Synsets of the lexicon at or below *person*; with instances, if the taxonomy has them. */
  subtree: number;
  /** How many of them are marked classes of ImageNet. */
  safe: number;
  unsafe: number;
  /** Marked classes by the edges between them and *person* on the longest path down. */
  byDepth: { depth: number; safe: number; unsafe: number }[];
  /**
   * Marked classes below each direct hyponym of *person*; a class below two of them counts for both. Some are sensitive
   * themselves.
   */
  byHypernym: { synset: Synset; sensitive?: true; safe: number; unsafe: number }[];
};

/** How many persons ImageNet had and lost, how deep they were, and under which kinds of person. */
export function personStatistics(taxonomy: Taxonomy): PersonStatistics | undefined {
  const person = synsetOfWnid(taxonomy.wordnet, PERSON_WNID);
  if (person === undefined) return undefined;
  const gate = sensitivityOf(taxonomy.wordnet);
  const marked = imageNetSynsets().flatMap(({ wnid, personMark: mark }) => {
    const synset = mark === undefined ? undefined : synsetOfWnid(taxonomy.wordnet, wnid);
    return synset === undefined || mark === undefined ? [] : [{ synset, mark }];
  });
  const count = (of: readonly { mark: PersonMark }[]): { safe: number; unsafe: number } => ({
    safe: of.filter(({ mark }) => mark === "safe").length,
    unsafe: of.filter(({ mark }) => mark === "unsafe").length,
  });
  const depthOf = ({ synset }: { synset: Synset }): number => taxonomy.maxDepths[synset]! - taxonomy.maxDepths[person]!;
  const depths = [...new Set(marked.map(depthOf))].sort((a, b) => a - b);
  return {
    subtree: hyponymClosure(taxonomy, person).length + 1,
    ...count(marked),
    byDepth: depths.map((depth) => ({ depth, ...count(marked.filter((each) => depthOf(each) === depth)) })),
    byHypernym: hyponyms(taxonomy, person)
      .map((synset) => ({
        synset,
        ...(gate(synset) ? { sensitive: true as const } : {}),
        ...count(marked.filter((each) => isA(taxonomy, each.synset, synset))),
      }))
      .filter(({ safe, unsafe }) => safe + unsafe > 0)
      .sort((a, b) => b.safe + b.unsafe - a.safe - a.unsafe),
  };
}
