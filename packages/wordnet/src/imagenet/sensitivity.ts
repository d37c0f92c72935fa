import { derived } from "../derived.js";
import { synsetsByIli } from "../look-up/find-synset.js";
import { lexicographerFile } from "../look-up/synset-facts.js";
import { hyponymClosure } from "../taxonomy/paths.js";
import { type Taxonomy, taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { imageNetSynset, imageNetSynsets, type PersonMark } from "./image-net-synsets.js";
import { counterpart, isPrinceton, type MapOptions, synsetOfWnid } from "./map-wnids.js";

/** *person, individual, someone …* in WordNet 3.0. */
export const PERSON_WNID = "n00007846";

type Gate = (synset: Synset) => boolean;

// No state that anybody could see: an entry goes with its taxonomy.
const memo = new WeakMap<Taxonomy, Map<Wordnet | undefined, Gate>>();

/**
 * The persons gate: says of a synset whether it is to be shown only to who asked for it. Sensitive is what Yang et al.
 * 2020 mark unsafe; what they mark safe is not, nor is *person* itself. Of all others those are that stand below
 * *person*, instances too even if the taxonomy is without them, or in the lexicographer file `noun.person`: many a
 * lexicon hangs its persons elsewhere, or has no ILI by which *person* could be found. In Princeton's own that file is
 * not asked, whose persons do stand below *person*: what else it holds there (794 synsets of 3.0) are gods, monsters
 * and spirits for the most part.
 *
 * Marks go by offset, ILI or, with `princeton30`, by sense keys; with it a synset is also sensitive where its
 * counterpart in WordNet 3.0 is. The function is kept as long as the taxonomy lives.
 *
 * @see https://arxiv.org/abs/1912.07726
 */
export function sensitivityOf(taxonomy: Taxonomy, { princeton30 }: MapOptions = {}): (synset: Synset) => boolean {
  let gates = memo.get(taxonomy);
  if (gates === undefined) {
    gates = new Map();
    memo.set(taxonomy, gates);
  }
  let gate = gates.get(princeton30);
  if (gate === undefined) {
    gate = gateOf(taxonomy, { princeton30 });
    gates.set(princeton30, gate);
  }
  return gate;
}

/** The same of a wnid, whether the lexicon has a synset for it or not. */
export function isSensitive(taxonomy: Taxonomy, wnid: string, options: MapOptions = {}): boolean {
  const synset = synsetOfWnid(taxonomy.wordnet, wnid, options);
  if (synset === undefined) return imageNetSynset(wnid)?.personMark === "unsafe";
  return sensitivityOf(taxonomy, options)(synset);
}

function gateOf(given: Taxonomy, { princeton30 }: MapOptions): Gate {
  const { wordnet } = given;
  const whole = given.instances ? given : derived(wordnet, wholeTaxonomy);
  const marked = (mark: PersonMark): ReadonlySet<Synset> =>
    new Set(
      imageNetSynsets().flatMap(({ wnid, personMark }) =>
        personMark === mark ? allOfWnid(wordnet, wnid, { princeton30 }) : [],
      ),
    );
  const [safe, unsafe] = [marked("safe"), marked("unsafe")];
  const persons = new Set(allOfWnid(wordnet, PERSON_WNID, { princeton30 }));
  const below = new Set([...persons].flatMap((person) => hyponymClosure(whole, person)));
  const asksFile = persons.size === 0 || !isPrinceton(wordnet);
  const inPrinceton =
    princeton30 === undefined || princeton30 === wordnet
      ? undefined
      : sensitivityOf(derived(princeton30, wholeTaxonomy));
  return (synset) => {
    if (unsafe.has(synset)) return true;
    if (safe.has(synset) || persons.has(synset)) return false;
    if (below.has(synset) || (asksFile && lexicographerFile(wordnet, synset) === "noun.person")) return true;
    const other = inPrinceton && counterpart(wordnet, synset, princeton30);
    return other !== undefined && inPrinceton?.(other) === true;
  };
}

/** A file can hold several lexicons, each with a synset for the wnid. */
function allOfWnid(wordnet: Wordnet, wnid: string, options: MapOptions): Synset[] {
  const one = synsetOfWnid(wordnet, wnid, options);
  return [...(one === undefined ? [] : [one]), ...synsetsByIli(wordnet, imageNetSynset(wnid)?.ili ?? "")];
}

function wholeTaxonomy(wordnet: Wordnet): Taxonomy {
  return taxonomy(wordnet);
}
