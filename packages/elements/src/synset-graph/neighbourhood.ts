import type { Synset } from "@alt2img/wordnet";
import { related } from "@alt2img/wordnet/relations";
import { hypernymClosure, hyponyms, shownHypernyms, type Taxonomy } from "@alt2img/wordnet/taxonomy";

/** A synset of the drawing, and how it relates to the one in the middle. */
type Neighbour = { synset: Synset; role: "above" | "focus" | "below" };
/** From a hypernym down to a hyponym. */
type HypernymEdge = { from: Synset; to: Synset; instance: boolean };

export type Neighbourhood = {
  /** Each after all of its hypernyms; a synset appears once, however many hypernyms it has. */
  nodes: Neighbour[];
  edges: HypernymEdge[];
  /** Hyponyms that there was no room for. */
  left: number;
};

/**
 * All synsets above one, itself, and its first hyponyms, with every hypernym edge between any two of them. Hidden
 * synsets are skipped: the edge leads to the nearest shown one above.
 */
export function neighbourhood(
  taxonomy: Taxonomy,
  focus: Synset,
  { maxHyponyms, isHidden }: { maxHyponyms: number; isHidden: (synset: Synset) => boolean },
): Neighbourhood {
  const above = new Set(hypernymClosure(taxonomy, focus).filter((synset) => !isHidden(synset)));
  const under = hyponyms(taxonomy, focus).filter((synset) => !isHidden(synset));
  // One box is for the rest, unless the rest is a single synset.
  const fits = under.length <= maxHyponyms ? under.length : maxHyponyms - 1;
  const below = new Set(under.slice(0, fits));
  const role = (synset: Synset): Neighbour["role"] =>
    synset === focus ? "focus" : above.has(synset) ? "above" : "below";
  const place = new Map<number, number>();
  taxonomy.order.forEach((row, i) => {
    place.set(row, i);
  });
  const all = [...above, focus, ...below].sort((a, b) => place.get(a)! - place.get(b)!);
  const nodes = [...all.filter((synset) => !below.has(synset)), ...below].map((synset) => ({
    synset,
    role: role(synset),
  }));
  const shown = new Set(all);
  const edges = nodes.flatMap(({ synset }) => {
    const instances = new Set(related(taxonomy.wordnet, synset, "instance_hypernym"));
    return shownHypernyms(taxonomy, synset, isHidden)
      .filter((hypernym) => shown.has(hypernym))
      .map((hypernym) => ({ from: hypernym, to: synset, instance: instances.has(hypernym) }));
  });
  return { nodes, edges, left: under.length - fits };
}
