import { hypernymClosure } from "../taxonomy/paths.js";
import { shownHypernyms } from "../taxonomy/shown-hypernyms.js";
import type { Taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset } from "../wordnet.js";

/** A synset in a tree, and how often it and everything below it were named. */
export type ConceptNode = {
  /** The synset, preceded by those above it that have no other branch; at least one. */
  chain: readonly Synset[];
  /** How often the synset itself (the last of the chain) was named. */
  own: number;
  /** How often it and everything below it were named. */
  total: number;
  /** Its branches, the most often named first. */
  children: ConceptNode[];
  /** How many branches are left out for lack of room. */
  left: number;
};

export type ConceptTreeOptions = {
  /** The most synsets to show; those that were named most often are kept. */
  most: number;
  /** Skips a synset; everything below it moves up to the nearest synset that is shown. */
  isHidden: (synset: Synset) => boolean;
};

/**
 * Arranges the synsets that texts name as trees, for display. WordNet is a graph, so a synset with several hypernyms
 * appears once, below the first one that is shown, but counts towards all of them.
 *
 * @param named how often each synset was named
 * @returns a tree for each root, the most often named first
 */
export function conceptTrees(
  taxonomy: Taxonomy,
  named: ReadonlyMap<Synset, number>,
  { most, isHidden }: ConceptTreeOptions,
): ConceptNode[] {
  const totals = new Map<Synset, number>();
  for (const [synset, count] of named) {
    for (const each of [synset, ...hypernymClosure(taxonomy, synset)]) {
      if (!isHidden(each)) totals.set(each, (totals.get(each) ?? 0) + count);
    }
  }
  const parentOf = (synset: Synset): Synset | undefined => shownHypernyms(taxonomy, synset, isHidden)[0];
  const branches = new Map<Synset | undefined, Synset[]>();
  for (const synset of totals.keys()) {
    const parent = parentOf(synset);
    const known = branches.get(parent);
    if (known === undefined) branches.set(parent, [synset]);
    else known.push(synset);
  }
  // A hypernym is named at least as often as anything below it; ties go to the one nearer the root.
  const order = [...totals.keys()].sort(
    (a, b) => totals.get(b)! - totals.get(a)! || taxonomy.maxDepths[a]! - taxonomy.maxDepths[b]! || a - b,
  );
  const rank = new Map(order.map((synset, i) => [synset, i]));
  const inOrder = (a: Synset, b: Synset): number => rank.get(a)! - rank.get(b)!;
  const shown = new Set(order.slice(0, most));
  const grow = (from: Synset): ConceptNode[] => {
    const chain = [from];
    let last = from;
    for (;;) {
      const below = branches.get(last) ?? [];
      if (below.length !== 1 || named.has(last) || !shown.has(below[0]!)) break;
      last = below[0]!;
      chain.push(last);
    }
    const below = branches.get(last) ?? [];
    const children = below
      .filter((synset) => shown.has(synset))
      .sort(inOrder)
      .flatMap(grow);
    const own = named.get(last) ?? 0;
    // It has no mention of its own, and everything that it counts appears below another hypernym.
    if (own === 0 && below.length === 0) return [];
    return [{ chain, own, total: totals.get(last)!, children, left: below.filter((each) => !shown.has(each)).length }];
  };
  return (branches.get(undefined) ?? [])
    .filter((synset) => shown.has(synset))
    .sort(inOrder)
    .flatMap(grow);
}
