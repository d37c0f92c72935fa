import type { Synset } from "@alt2img/wordnet";
import { hypernymClosure, shownHypernyms, type Taxonomy } from "@alt2img/wordnet/taxonomy";

/** A synset with what is named at and below it. */
export type ConceptNode = {
  /** With those above it whose only branch it is, the uppermost first. */
  chain: readonly Synset[];
  /** Mentions of the synset itself (the last of the chain), and of it and all below it. */
  own: number;
  total: number;
  children: ConceptNode[];
  /** Branches that found no room. */
  left: number;
};

/**
 * Places what was named in WordNet's hierarchy. That is a graph: a synset with several hypernyms hangs here from the
 * first one that is left in it, and stands in the tree once, but counts for all above it.
 *
 * @param most how many synsets the tree shows: those with the most mentions
 * @param isHidden what is passed over: what is below it hangs from the nearest above it that is shown
 */
export function conceptTrees(
  taxonomy: Taxonomy,
  named: ReadonlyMap<Synset, number>,
  { most, isHidden }: { most: number; isHidden: (synset: Synset) => boolean },
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
  // A hypernym has at least as many mentions as what is below it; of equals the one nearer to the root goes first.
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
    // Nothing of its own, and what it counts hangs from another hypernym.
    if (own === 0 && below.length === 0) return [];
    return [{ chain, own, total: totals.get(last)!, children, left: below.filter((each) => !shown.has(each)).length }];
  };
  return (branches.get(undefined) ?? [])
    .filter((synset) => shown.has(synset))
    .sort(inOrder)
    .flatMap(grow);
}
