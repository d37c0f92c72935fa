import { derived } from "../derived.js";
import { synsetsByIli } from "../look-up/find-synset.js";
import { lexicographerFile } from "../look-up/synset-facts.js";
import { directHypernyms } from "../taxonomy/direct.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { imageNetSynset, markedWnids, type PersonMark } from "./image-net-synsets.js";
import { counterpart, isPrinceton, isPrinceton30, type MapOptions, synsetOfWnid } from "./map-wnids.js";

/** *person, individual, someone …* in WordNet 3.0. */
export const PERSON_WNID = "n00007846";

type Gate = (synset: Synset) => boolean;

/**
 * Returns a function that says whether to show a synset only to people who ask for it. A synset that Yang et al. 2020 mark
 * as unsafe is sensitive; one that they mark as safe isn't, and neither is *person* itself. Everything else is sensitive if
 * it is below *person*, instances included, or in the lexicographer file `noun.person`: many lexicons hang their persons
 * elsewhere, or have no ILI to find *person* by. In Princeton's own WordNets that file doesn't count, because their persons
 * are all below *person*: the rest of the file (794 synsets of 3.0) is mostly gods, monsters and spirits.
 *
 * Marks are found by offset, by ILI or, with `princeton30`, by sense keys; with it a synset is also sensitive if its
 * counterpart in WordNet 3.0 is. The same arguments give the same function as long as the WordNet lives.
 *
 * @see https://arxiv.org/abs/1912.07726
 */
export function sensitivityOf(wordnet: Wordnet, { princeton30 }: MapOptions = {}): (synset: Synset) => boolean {
  const gates = gatesOf(wordnet);
  let gate = gates.get(princeton30);
  if (gate === undefined) {
    gate = gateOf(wordnet, { princeton30 });
    gates.set(princeton30, gate);
  }
  return gate;
}

/** The same for a wnid, whether the lexicon has a synset for it or not. */
export function isSensitive(wordnet: Wordnet, wnid: string, options: MapOptions = {}): boolean {
  const synset = synsetOfWnid(wordnet, wnid, options);
  if (synset === undefined) return imageNetSynset(wnid)?.personMark === "unsafe";
  return sensitivityOf(wordnet, options)(synset);
}

const gatesOf = /* @__PURE__ */ derived((_: Wordnet): Map<Wordnet | undefined, Gate> => new Map());

function gateOf(wordnet: Wordnet, { princeton30 }: MapOptions): Gate {
  const marked = (mark: PersonMark): ReadonlySet<Synset> =>
    new Set(markedWnids(mark).flatMap((wnid) => allOfWnid(wordnet, wnid, { princeton30 })));
  const [safe, unsafe] = [marked("safe"), marked("unsafe")];
  const persons = new Set(allOfWnid(wordnet, PERSON_WNID, { princeton30 }));
  const isBelowPerson = belowTest(wordnet, persons);
  const asksFile = persons.size === 0 || !isPrinceton(wordnet);
  const inPrinceton = princeton30 === undefined || princeton30 === wordnet ? undefined : sensitivityOf(princeton30);
  return (synset) => {
    if (unsafe.has(synset)) return true;
    if (safe.has(synset) || persons.has(synset)) return false;
    if (isBelowPerson(synset) || (asksFile && lexicographerFile(wordnet, synset) === "noun.person")) return true;
    const other = inPrinceton && counterpart(wordnet, synset, princeton30);
    return other !== undefined && inPrinceton?.(other) === true;
  };
}

/** Climbs from each given synset, and remembers what it has seen on the way. */
function belowTest(wordnet: Wordnet, tops: ReadonlySet<Synset>): Gate {
  const [BELOW, NOT_BELOW] = [1, 2];
  const answers = new Uint8Array(wordnet.counts.synsets);
  return (synset) => {
    const climbed = new Set([synset]);
    for (const each of climbed) {
      if (answers[each] === NOT_BELOW) continue;
      if (answers[each] === BELOW || tops.has(each)) {
        answers[synset] = BELOW;
        return true;
      }
      for (const hypernym of directHypernyms(wordnet, each)) climbed.add(hypernym);
    }
    for (const each of climbed) answers[each] = NOT_BELOW;
    return false;
  };
}

/** A file can contain several lexicons, each with a synset for the wnid. */
function allOfWnid(wordnet: Wordnet, wnid: string, options: MapOptions): Synset[] {
  const one = synsetOfWnid(wordnet, wnid, options);
  const found = one === undefined ? [] : [one];
  return isPrinceton30(wordnet) ? found : [...found, ...synsetsByIli(wordnet, imageNetSynset(wnid)?.ili ?? "")];
}
