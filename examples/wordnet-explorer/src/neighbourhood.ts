import type { Synset } from "@alt2img/wordnet";
import { related } from "@alt2img/wordnet/relations";
import { hypernymClosure, hyponyms, shownHypernyms, type Taxonomy } from "@alt2img/wordnet/taxonomy";

/** A synset of the drawing, with the way it stands to the one in the middle. */
export type GraphNode = { synset: Synset; role: "above" | "focus" | "below" };
/** From a hypernym down to what is under it. */
export type GraphEdge = { from: Synset; to: Synset; instance: boolean };

export type Neighbourhood = {
  /** Each behind all of its hypernyms; a synset is there once, however many hypernyms it has. */
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Hyponyms that found no room. */
  left: number;
};

/**
 * All synsets above one, itself, and the first of its hyponyms, with every hypernym edge between any two of them. What
 * is hidden is passed over: an edge leads to the nearest above it that is shown.
 */
export function neighbourhood(
  taxonomy: Taxonomy,
  focus: Synset,
  { maxHyponyms, isHidden }: { maxHyponyms: number; isHidden: (synset: Synset) => boolean },
): Neighbourhood {
  const above = new Set(hypernymClosure(taxonomy, focus).filter((synset) => !isHidden(synset)));
  const under = hyponyms(taxonomy, focus).filter((synset) => !isHidden(synset));
  // One place is for the rest; it is not left to a single synset.
  const fits = under.length <= maxHyponyms ? under.length : maxHyponyms - 1;
  const below = new Set(under.slice(0, fits));
  const role = (synset: Synset): GraphNode["role"] =>
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
