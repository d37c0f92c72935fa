import { hypernyms, type Synset, synsetByOffset, type Taxonomy } from "@alt2img/wordnet";
import type { ClassGraph } from "./class-tree.js";
import { classes } from "./imagenet-classes.js";

export function classGraph(taxonomy: Taxonomy): ClassGraph {
  const set = new Set(classes.split(" ").map((id) => synsetByOffset(taxonomy.wordnet, Number(id.slice(1)), "n")!));
  const up = new Map<Synset, Synset[]>();
  const down = new Map<Synset, Synset[]>();
  const visit = (s: Synset): void => {
    if (up.has(s)) return;
    const above = hypernyms(taxonomy, s);
    up.set(s, above);
    for (const a of above) {
      down.set(a, [...(down.get(a) ?? []), s]);
      visit(a);
    }
  };
  for (const s of set) visit(s);
  const counts = new Map<Synset, number>();
  const reach = new Map<Synset, Set<Synset>>();
  const below = (s: Synset): Set<Synset> => {
    const known = reach.get(s);
    if (known) return known;
    const found = new Set<Synset>(set.has(s) ? [s] : []);
    for (const c of down.get(s) ?? []) for (const x of below(c)) found.add(x);
    reach.set(s, found);
    return found;
  };
  const root = [...up].find(([, above]) => above.length === 0)![0];
  return {
    root,
    hypernyms: (s) => up.get(s) ?? [],
    hyponyms: (s) => down.get(s) ?? [],
    isClass: (s) => set.has(s),
    count: (s) => {
      if (!counts.has(s)) counts.set(s, below(s).size);
      return counts.get(s)!;
    },
  };
}
