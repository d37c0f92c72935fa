import { lemmas, synsetName } from "@alt2img/wordnet";
import type { ImageNetGraph } from "./class-graph.js";
import type { ListedClass } from "./icicle-tree.js";

const MOST = 8;

/** The synsets of the hierarchy with a word that has these letters: first those that begin with them, then the ones with most classes. */
export function findClasses({ hierarchy, count }: ImageNetGraph, letters: string): ListedClass[] {
  const { wordnet } = hierarchy.taxonomy;
  const wanted = letters.trim().toLowerCase();
  if (wanted === "") return [];
  const rankOf = (words: readonly string[]): number => {
    const lower = words.map((word) => word.toLowerCase());
    if (lower.includes(wanted)) return 0;
    if (lower.some((word) => word.startsWith(wanted))) return 1;
    return lower.some((word) => word.includes(wanted)) ? 2 : 3;
  };
  const found = [...hierarchy.nodes.keys()].map((synset) => {
    const words = lemmas(wordnet, synset);
    return { synset, words, rank: rankOf(words), count: count(synset) };
  });
  return found
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || b.count - a.count)
    .slice(0, MOST)
    .map(({ synset, words, count: classes }) => ({
      id: synsetName(wordnet, synset),
      name: words[0] ?? "",
      words,
      count: classes,
    }));
}
