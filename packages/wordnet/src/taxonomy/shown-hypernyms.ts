import type { Synset } from "../wordnet.js";
import { isA } from "./paths.js";
import { hypernyms, type Taxonomy } from "./taxonomy.js";

/**
 * The nearest visible synsets above a synset: its hypernyms, stepping over hidden ones. Each is listed once; a synset that
 * is reached only through a hidden one is left out if another one in the list is below it.
 */
export function shownHypernyms(taxonomy: Taxonomy, synset: Synset, isHidden: (synset: Synset) => boolean): Synset[] {
  const above = hypernyms(taxonomy, synset);
  const direct = above.filter((each) => !isHidden(each));
  if (direct.length === above.length) return direct;
  const passed = new Set(above.filter(isHidden));
  const reached = new Set<Synset>();
  for (const hidden of passed) {
    for (const each of hypernyms(taxonomy, hidden)) {
      if (isHidden(each)) passed.add(each);
      else if (!direct.includes(each)) reached.add(each);
    }
  }
  const all = [...direct, ...reached];
  const isAboveAnother = (each: Synset): boolean => all.some((other) => other !== each && isA(taxonomy, other, each));
  return [...direct, ...[...reached].filter((each) => !isAboveAnother(each))];
}
