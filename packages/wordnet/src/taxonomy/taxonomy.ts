import { Alt2imgError } from "@alt2img/core";
import { type Adjacency, reversed } from "../adjacency.js";
import { columnsOf } from "../compiled/columns-of.js";
import { derived } from "../derived.js";
import { synsetId } from "../look-up/synset-facts.js";
import { isOfPartOfSpeech, type PartOfSpeech, partsOfSpeech } from "../part-of-speech.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { directHypernyms, instanceRows } from "./direct.js";

/**
 * The most edges from a synset up to a root: WordNet's deepest has 19. Functions that walk up mustn't run out of stack or
 * time.
 */
export const MAX_TAXONOMY_DEPTH = 255;

export type TaxonomyOptions = {
  /**
   * Whether instances (`Paris`) stand under their classes (`city`), as in NLTK and `wn`. Without them they are neither
   * roots nor leaves. Default `true`.
   */
  instances?: boolean;
  /**
   * Whether to simulate one more synset above all roots, so that any two synsets have a common hypernym: `true`, `false`,
   * or for all parts of speech except nouns, which have a single root. Default `"unless-noun"`, as in NLTK.
   */
  simulateRoot?: boolean | "unless-noun";
  /** Which reference the similarities follow where the two differ. Default `"nltk"`. */
  convention?: "nltk" | "wn";
};

/**
 * The hypernyms of a WordNet as a directed acyclic graph. A synset can have several hypernyms, and several paths to
 * a root. Plain data; the functions of this folder read it.
 */
export type Taxonomy = {
  readonly wordnet: Wordnet;
  readonly instances: boolean;
  readonly simulateRoot: boolean | "unless-noun";
  readonly convention: "nltk" | "wn";
  /** Hypernyms in the order of the lexicon, classes before those of instances. */
  readonly hypernyms: Adjacency;
  readonly hyponyms: Adjacency;
  /** All synsets, each after all of its hypernyms. */
  readonly order: Uint32Array;
  /** Edges on the shortest and on the longest path to a root, by row. A simulated root doesn't count. */
  readonly minDepths: Uint16Array;
  readonly maxDepths: Uint16Array;
  /** Edges that would close a cycle, and were left out. */
  readonly cycles: readonly { readonly synset: Synset; readonly hypernym: Synset }[];
};

/**
 * The taxonomy of a WordNet. It takes about 50 ms for 120,000 synsets, so make it once.
 *
 * @throws Alt2imgError `wordnet/too-deep` if a synset is more than `MAX_TAXONOMY_DEPTH` edges below a root
 */
export function taxonomy(
  wordnet: Wordnet,
  { instances = true, simulateRoot = "unless-noun", convention = "nltk" }: TaxonomyOptions = {},
): Taxonomy {
  const stated = hypernymEdges(wordnet, instances);
  const { order, cycles } = orderFromRoots(stated);
  const hypernyms = cycles.length === 0 ? stated : without(stated, cycles);
  return {
    wordnet,
    instances,
    simulateRoot,
    convention,
    hypernyms,
    hyponyms: reversed(hypernyms),
    order,
    ...depths(wordnet, hypernyms, order),
    cycles: cycles.map(([synset, hypernym]) => ({ synset: synset as Synset, hypernym: hypernym as Synset })),
  };
}

/** The taxonomy with all instances; each WordNet has one. */
export const wholeTaxonomy: (wordnet: Wordnet) => Taxonomy = /* @__PURE__ */ derived((wordnet) => taxonomy(wordnet));

/** The direct hypernyms of a synset, including those of an instance if the taxonomy has them. */
export function hypernyms({ hypernyms: { starts, rows } }: Taxonomy, synset: Synset): Synset[] {
  return Array.from(rows.subarray(starts[synset], starts[synset + 1])) as Synset[];
}

/** The direct hyponyms of a synset, instances included if the taxonomy has them. */
export function hyponyms({ hyponyms: { starts, rows } }: Taxonomy, synset: Synset): Synset[] {
  return Array.from(rows.subarray(starts[synset], starts[synset + 1])) as Synset[];
}

/**
 * Synsets without a hypernym, in the order of the lexicon; no instances if the taxonomy has none. `a` includes satellites,
 * `s` means only satellites.
 */
export function roots(taxonomy: Taxonomy, partOfSpeech?: PartOfSpeech): Synset[] {
  return withoutNeighbours(taxonomy, taxonomy.hypernyms, partOfSpeech);
}

/**
 * Synsets without a hyponym, in the order of the lexicon; no instances if the taxonomy has none. `a` includes satellites,
 * `s` means only satellites.
 */
export function leaves(taxonomy: Taxonomy, partOfSpeech?: PartOfSpeech): Synset[] {
  return withoutNeighbours(taxonomy, taxonomy.hyponyms, partOfSpeech);
}

/** Edges on the shortest path from a synset to a root; 0 for a root. */
export function minDepth({ minDepths }: Taxonomy, synset: Synset): number {
  return minDepths[synset]!;
}

/** Edges on the longest path from a synset to a root; 0 for a root. */
export function maxDepth({ maxDepths }: Taxonomy, synset: Synset): number {
  return maxDepths[synset]!;
}

/** The greatest `maxDepth` of a part of speech: 19 for the nouns of WordNet 3.0, 12 for its verbs. */
export function taxonomyDepth({ wordnet, maxDepths }: Taxonomy, partOfSpeech: PartOfSpeech): number {
  const { synsetPartOfSpeech } = columnsOf(wordnet);
  let deepest = 0;
  maxDepths.forEach((depth, row) => {
    if (depth > deepest && isOfPartOfSpeech(partsOfSpeech[synsetPartOfSpeech[row]!]!, partOfSpeech)) deepest = depth;
  });
  return deepest;
}

function withoutNeighbours(
  { wordnet, instances }: Taxonomy,
  { starts }: Adjacency,
  partOfSpeech: PartOfSpeech | undefined,
): Synset[] {
  const { synsetPartOfSpeech } = columnsOf(wordnet);
  const isInstance = instances ? undefined : instanceRows(wordnet);
  const found: Synset[] = [];
  for (let row = 0; row < wordnet.counts.synsets; row++) {
    const own = partsOfSpeech[synsetPartOfSpeech[row]!]!;
    const wanted = partOfSpeech === undefined || isOfPartOfSpeech(own, partOfSpeech);
    if (wanted && starts[row] === starts[row + 1] && isInstance?.[row] !== 1) found.push(row as Synset);
  }
  return found;
}

function hypernymEdges(wordnet: Wordnet, instances: boolean): Adjacency {
  const { synsets } = wordnet.counts;
  const starts = new Uint32Array(synsets + 1);
  const rows: Synset[] = [];
  for (let row = 0; row < synsets; row++) {
    for (const hypernym of directHypernyms(wordnet, row as Synset, { instances })) rows.push(hypernym);
    starts[row + 1] = rows.length;
  }
  return { starts, rows: Uint32Array.from(rows) };
}

/** Depth first along hypernyms, in the order of rows: a synset is done when its hypernyms are. */
function orderFromRoots({ starts, rows }: Adjacency): { order: Uint32Array; cycles: [number, number][] } {
  const synsets = starts.length - 1;
  const order = new Uint32Array(synsets);
  const state = new Uint8Array(synsets);
  const [UNSEEN, OPEN, DONE] = [0, 1, 2];
  const next = starts.slice(0, synsets);
  const cycles: [number, number][] = [];
  const stack: number[] = [];
  let done = 0;
  for (let from = 0; from < synsets; from++) {
    if (state[from] !== UNSEEN) continue;
    stack.push(from);
    state[from] = OPEN;
    while (stack.length > 0) {
      const row = stack[stack.length - 1]!;
      if (next[row]! === starts[row + 1]!) {
        state[row] = DONE;
        order[done++] = row;
        stack.pop();
        continue;
      }
      const hypernym = rows[next[row]!++]!;
      if (state[hypernym] === UNSEEN) {
        state[hypernym] = OPEN;
        stack.push(hypernym);
      } else if (state[hypernym] === OPEN) cycles.push([row, hypernym]);
    }
  }
  return { order, cycles };
}

function without({ starts, rows }: Adjacency, edges: readonly (readonly [number, number])[]): Adjacency {
  const gone = new Set(edges.map(([synset, hypernym]) => `${synset} ${hypernym}`));
  const kept: number[] = [];
  const keptStarts = new Uint32Array(starts.length);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) if (!gone.has(`${row} ${rows[i]}`)) kept.push(rows[i]!);
    keptStarts[row + 1] = kept.length;
  }
  return { starts: keptStarts, rows: Uint32Array.from(kept) };
}

function depths(
  wordnet: Wordnet,
  { starts, rows }: Adjacency,
  order: Uint32Array,
): Pick<Taxonomy, "minDepths" | "maxDepths"> {
  const minDepths = new Uint16Array(order.length);
  const maxDepths = new Uint16Array(order.length);
  for (const row of order) {
    let least = Number.POSITIVE_INFINITY;
    let most = -1;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      least = Math.min(least, minDepths[rows[i]!]!);
      most = Math.max(most, maxDepths[rows[i]!]!);
    }
    if (most >= MAX_TAXONOMY_DEPTH) {
      throw tooDeep(wordnet, row as Synset);
    }
    minDepths[row] = most === -1 ? 0 : least + 1;
    maxDepths[row] = most + 1;
  }
  return { minDepths, maxDepths };
}

/** The error for a lexicon whose hypernyms are a long chain. */
export function tooDeep(wordnet: Wordnet, synset: Synset): Alt2imgError {
  return new Alt2imgError(
    "wordnet/too-deep",
    `The synset ${synsetId(wordnet, synset)} is more than ${MAX_TAXONOMY_DEPTH} hypernyms below a root. Check the hypernyms of the lexicon.`,
  );
}
