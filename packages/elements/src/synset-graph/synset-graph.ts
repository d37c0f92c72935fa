import { Alt2imgError } from "@alt2img/core";
import {
  definition,
  findSynset,
  hasDefinitions,
  lemmas,
  type PartOfSpeech,
  partOfSpeech,
  type Synset,
  synsetName,
} from "@alt2img/wordnet";
import { synsetEntry } from "@alt2img/wordnet/entry";
import { sensitivityOf, synsetOfWnid, wnidOfSynset } from "@alt2img/wordnet/imagenet";
import type { Taxonomy } from "@alt2img/wordnet/taxonomy";
import { neighbourhood } from "./neighbourhood.js";
import { sensesOfWord } from "./senses-of-word.js";

/** A synset of the graph. */
export type GraphSynset = {
  /** Its name in WordNet: `dog.n.01`. */
  readonly id: string;
  readonly words: readonly string[];
  /** Only if WordNet was loaded with definitions. */
  readonly definition?: string;
};

/** A synset that is drawn, and how it relates to the one in the middle. */
export type GraphNode = GraphSynset & { readonly role: "above" | "focus" | "below" };

/** From a hypernym down to a hyponym, by their places in the list of nodes. */
export type GraphEdge = { readonly from: number; readonly to: number; readonly isInstance: boolean };

/** All synsets that one has a relation to, by the relation's name in the Global WordNet formats: `mero_part`. */
export type SynsetRelation = { readonly type: string; readonly targets: readonly GraphSynset[] };

/** A synset with those around it. Plain data. */
export type SynsetGraph = {
  readonly focus: GraphSynset & { readonly partOfSpeech: PartOfSpeech; readonly wnid?: string };
  /** The focus, all above it up to the root, and its first hyponyms, without duplicates, each after all of its hypernyms. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many hyponyms aren't drawn. */
  readonly more: number;
  /** All relations of the focus, hypernyms and hyponyms included. */
  readonly relations: readonly SynsetRelation[];
};

export type SynsetGraphOptions = {
  /** The most boxes for hyponyms, one of which is for the rest. */
  readonly maxHyponyms: number;
  /** Whether to show people who are hidden by default: see `sensitivityOf` of `@alt2img/wordnet/imagenet`. */
  readonly isSensitiveShown: boolean;
};

/**
 * The graph around a synset.
 *
 * @param wanted a synset's name (`dog.n.01`), its id in ImageNet or in WordNet (`n02084071`, `02084071-n`), or a word
 * @throws Alt2imgError `elements/synset` if there is none; `elements/hidden-synset`
 */
export function synsetGraph(
  taxonomy: Taxonomy,
  wanted: string,
  { maxHyponyms, isSensitiveShown }: SynsetGraphOptions,
): SynsetGraph {
  const { wordnet } = taxonomy;
  const isSensitive = sensitivityOf(wordnet);
  const isHidden = (synset: Synset): boolean => !isSensitiveShown && isSensitive(synset);
  const focus = focusOf(taxonomy, wanted, isHidden);
  const about = (synset: Synset): GraphSynset => ({
    id: synsetName(wordnet, synset),
    words: lemmas(wordnet, synset),
    ...(hasDefinitions(wordnet) ? { definition: definition(wordnet, synset) } : {}),
  });
  const { nodes, edges, left } = neighbourhood(taxonomy, focus, { maxHyponyms, isHidden });
  const places = new Map(nodes.map(({ synset }, i) => [synset, i]));
  const { relations } = synsetEntry(wordnet, focus, { sensitive: isSensitiveShown });
  const wnid = wnidOfSynset(wordnet, focus);
  return {
    focus: { ...about(focus), partOfSpeech: partOfSpeech(wordnet, focus), ...(wnid === undefined ? {} : { wnid }) },
    nodes: nodes.map(({ synset, role }) => ({ ...about(synset), role })),
    edges: edges.map(({ from, to, instance }) => ({
      from: places.get(from)!,
      to: places.get(to)!,
      isInstance: instance,
    })),
    more: left,
    relations: Object.entries(relations).map(([type, targets]) => ({
      type,
      targets: targets.map(({ name, lemmas: words, definition: meaning }) => ({
        id: name,
        words,
        ...(meaning === undefined ? {} : { definition: meaning }),
      })),
    })),
  };
}

function focusOf({ wordnet }: Taxonomy, wanted: string, isHidden: (synset: Synset) => boolean): Synset {
  const named = synsetOfWnid(wordnet, wanted) ?? findSynset(wordnet, wanted);
  const candidates = named === undefined ? sensesOfWord(wordnet, wanted) : [named];
  const synset = candidates.find((each) => !isHidden(each));
  if (synset !== undefined) return synset;
  if (candidates.length > 0) {
    throw new Alt2imgError(
      "elements/hidden-synset",
      `“${wanted}” is a kind of person that was marked unsafe, or not marked safe, by the researchers who reviewed ImageNet’s people (Yang et al. 2020). The attribute sensitive shows it.`,
    );
  }
  throw new Alt2imgError(
    "elements/synset",
    `WordNet has no “${wanted}”. Give a word, the name of a synset (dog.n.01), or its id (n02084071, 02084071-n).`,
  );
}
