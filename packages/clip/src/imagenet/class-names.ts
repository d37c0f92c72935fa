import { lemmas, type Synset } from "@alt2img/wordnet";
import type { ClassHierarchy } from "@alt2img/wordnet/imagenet";

/**
 * A name for each class of a hierarchy, in their order: its first lemma. If several classes share it, the first lemma
 * of the nearest hypernym that distinguishes them is added: `crane (wading bird)`.
 */
export function hierarchyClassNames(hierarchy: ClassHierarchy): string[] {
  const { taxonomy, classes } = hierarchy;
  const first = (synset: Synset): string => lemmas(taxonomy.wordnet, synset)[0] ?? "";
  const sharing = new Map<string, Synset[]>();
  for (const { synset } of classes) {
    const name = first(synset);
    sharing.set(name, [...(sharing.get(name) ?? []), synset]);
  }
  return classes.map(({ synset }) => {
    const name = first(synset);
    const others = sharing.get(name)!.filter((each) => each !== synset);
    if (others.length === 0) return name;
    const above = linesAbove(hierarchy, others);
    const telling = lineAbove(hierarchy, synset).find((each) => !above.has(each));
    return telling === undefined ? name : `${name} (${first(telling)})`;
  });
}

/** The nodes above a synset, the nearest first. */
function lineAbove({ nodes }: ClassHierarchy, synset: Synset): Synset[] {
  const line = new Set(nodes.get(synset)?.hypernyms);
  // Iterating a set includes what is added meanwhile.
  for (const each of line) for (const hypernym of nodes.get(each)?.hypernyms ?? []) line.add(hypernym);
  return [...line];
}

function linesAbove(hierarchy: ClassHierarchy, synsets: readonly Synset[]): ReadonlySet<Synset> {
  return new Set(synsets.flatMap((synset) => lineAbove(hierarchy, synset)));
}
