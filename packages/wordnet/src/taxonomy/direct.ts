import { columnsOf } from "../compiled/columns-of.js";
import { derived } from "../derived.js";
import { incomingOfSynsets, statedOfSynsets } from "../relations/relation-tables.js";
import type { Synset, Wordnet } from "../wordnet.js";

/**
 * The direct hypernyms of a synset, whichever end states them: classes in the order of the lexicon, then those that it
 * is an instance of. They are read from its relations, which is faster than `taxonomy` for a few synsets.
 */
export function directHypernyms(
  wordnet: Wordnet,
  synset: Synset,
  { instances = true }: { instances?: boolean } = {},
): Synset[] {
  const roles = rolesOf(wordnet);
  const stated = statedOfSynsets(wordnet);
  const incoming = incomingOfSynsets(wordnet);
  const found: Synset[] = [];
  const [from, to] = [stated.starts[synset]!, stated.starts[synset + 1]!];
  for (let i = from; i < to; i++) if (roles[stated.kinds[i]!] === HYPERNYM) addNew(found, stated.targets[i]!);
  for (let i = from; i < to && instances; i++) {
    if (roles[stated.kinds[i]!] === INSTANCE_HYPERNYM) addNew(found, stated.targets[i]!);
  }
  for (let i = incoming.starts[synset]!; i < incoming.starts[synset + 1]!; i++) {
    const role = roles[incoming.kinds[i]!];
    if (role === HYPONYM || (role === INSTANCE_HYPONYM && instances)) addNew(found, incoming.sources[i]!);
  }
  return found;
}

/** The direct hyponyms of a synset, whichever end states them, instances included, in the order of the lexicon. */
export function directHyponyms(wordnet: Wordnet, synset: Synset): Synset[] {
  const roles = rolesOf(wordnet);
  const stated = statedOfSynsets(wordnet);
  const incoming = incomingOfSynsets(wordnet);
  const found = new Set<Synset>();
  for (let i = stated.starts[synset]!; i < stated.starts[synset + 1]!; i++) {
    if (roles[stated.kinds[i]!]! >= HYPONYM) found.add(stated.targets[i]! as Synset);
  }
  for (let i = incoming.starts[synset]!; i < incoming.starts[synset + 1]!; i++) {
    const role = roles[incoming.kinds[i]!];
    if (role === HYPERNYM || role === INSTANCE_HYPERNYM) found.add(incoming.sources[i]! as Synset);
  }
  return [...found].sort((a, b) => a - b);
}

/** By row: 1 for an instance, whichever end states it. */
export const instanceRows: (wordnet: Wordnet) => Uint8Array = /* @__PURE__ */ derived(markInstances);

const [HYPERNYM, INSTANCE_HYPERNYM, HYPONYM, INSTANCE_HYPONYM] = [1, 2, 3, 4] as const;
const roleOfType: Readonly<Record<string, number>> = {
  hypernym: HYPERNYM,
  instance_hypernym: INSTANCE_HYPERNYM,
  hyponym: HYPONYM,
  instance_hyponym: INSTANCE_HYPONYM,
};

const rolesOf = /* @__PURE__ */ derived(rolesOfKinds);

function rolesOfKinds(wordnet: Wordnet): Uint8Array {
  return Uint8Array.from(columnsOf(wordnet).kinds, ({ type }) => roleOfType[type] ?? 0);
}

function markInstances(wordnet: Wordnet): Uint8Array {
  const roles = rolesOf(wordnet);
  const { starts, kinds, targets } = statedOfSynsets(wordnet);
  const instances = new Uint8Array(wordnet.counts.synsets);
  for (let row = 0; row < instances.length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      if (roles[kinds[i]!] === INSTANCE_HYPERNYM) instances[row] = 1;
      if (roles[kinds[i]!] === INSTANCE_HYPONYM) instances[targets[i]!] = 1;
    }
  }
  return instances;
}

function addNew(found: Synset[], row: number): void {
  if (!found.includes(row as Synset)) found.push(row as Synset);
}
