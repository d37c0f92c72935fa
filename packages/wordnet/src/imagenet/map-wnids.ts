import { senseByKey, synsetByOffset, synsetsByIli } from "../look-up/find-synset.js";
import { ili, synsetId, synsetSenses } from "../look-up/synset-facts.js";
import { senseKey, senseSynset } from "../senses/sense-facts.js";
import { translate } from "../translate.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { imageNetSynset, wnidOfIli } from "./image-net-synsets.js";

/** How a wnid was found in a lexicon: by its offset, through the interlingual index, or by sense keys. */
export type WnidMatch = { wnid: string; synset: Synset; by: "offset" | "ili" | "sense-key" };

export type WnidMapping = {
  matches: WnidMatch[];
  /** Wnids without a synset in this lexicon. */
  unmapped: string[];
};

export type MapOptions = {
  /**
   * Princeton's WordNet 3.0, for lexicons without ILI: a synset corresponds to the one that has most of its senses, by
   * their sense keys.
   */
  princeton30?: Wordnet | undefined;
};

/** The synsets in any lexicon that correspond to wnids; every wnid is in one of the two lists. */
export function mapWnids(wordnet: Wordnet, wnids: Iterable<string>, options: MapOptions = {}): WnidMapping {
  const mapping: WnidMapping = { matches: [], unmapped: [] };
  for (const wnid of wnids) {
    const match = matchWnid(wordnet, wnid, options);
    if (match === undefined) mapping.unmapped.push(wnid);
    else mapping.matches.push(match);
  }
  return mapping;
}

/** The synset of a wnid (`n02084071`, whether ImageNet has pictures of it or not) in any lexicon, or nothing. */
export function synsetOfWnid(wordnet: Wordnet, wnid: string, options: MapOptions = {}): Synset | undefined {
  return matchWnid(wordnet, wnid, options)?.synset;
}

/**
 * The wnid of a synset. In Princeton's WordNet 3.0 every noun has one, whether ImageNet has pictures of it or not. In
 * another lexicon it is the wnid of ImageNet's synset with the same ILI, and with `princeton30` that of any noun in 3.0
 * with the same ILI or sense keys.
 */
export function wnidOfSynset(wordnet: Wordnet, synset: Synset, { princeton30 }: MapOptions = {}): string | undefined {
  if (!isPrinceton30(wordnet)) {
    const known = wnidOfIli(ili(wordnet, synset));
    if (known !== undefined) return known;
  }
  const source = isPrinceton30(wordnet) ? wordnet : princeton30;
  const own = source === wordnet ? synset : counterpart(wordnet, synset, source);
  const match = source === undefined || own === undefined ? null : /^(\d{8})-n$/.exec(synsetId(source, own));
  return match === null ? undefined : `n${match[1]}`;
}

function matchWnid(wordnet: Wordnet, wnid: string, { princeton30 }: MapOptions): WnidMatch | undefined {
  const offset = /^n(\d{8})$/.exec(wnid)?.[1];
  if (offset === undefined) return undefined;
  if (isPrinceton30(wordnet)) {
    const synset = synsetByOffset(wordnet, Number(offset), "n");
    return synset === undefined ? undefined : { wnid, synset, by: "offset" };
  }
  const index = imageNetSynset(wnid)?.ili;
  const [synset] = index === undefined ? [] : synsetsByIli(wordnet, index);
  if (synset !== undefined) return { wnid, synset, by: "ili" };
  const own = princeton30 === undefined ? undefined : synsetByOffset(princeton30, Number(offset), "n");
  const same = own === undefined ? undefined : sameSenses(princeton30!, own, wordnet);
  return same === undefined ? undefined : { wnid, synset: same, by: "sense-key" };
}

/** The corresponding synset in another lexicon, through the interlingual index or otherwise by sense keys. */
export function counterpart(wordnet: Wordnet, synset: Synset, into: Wordnet | undefined): Synset | undefined {
  if (into === undefined) return undefined;
  return translate(wordnet, synset, into)[0] ?? sameSenses(wordnet, synset, into);
}

/** The synset that has most of a synset's senses; among equals the first. */
function sameSenses(wordnet: Wordnet, synset: Synset, into: Wordnet): Synset | undefined {
  const votes = new Map<Synset, number>();
  for (const sense of synsetSenses(wordnet, synset)) {
    const key = senseKey(wordnet, sense);
    const found = key === undefined ? undefined : senseByKey(into, key);
    if (found === undefined) continue;
    const target = senseSynset(into, found);
    votes.set(target, (votes.get(target) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Whether it is Princeton's WordNet, in any edition, and nothing else. */
export function isPrinceton({ lexicons }: Wordnet): boolean {
  return lexicons.length === 1 && lexicons[0]?.id === "pwn";
}

/** Whether it is the WordNet whose offsets are ImageNet's ids. */
export function isPrinceton30(wordnet: Wordnet): boolean {
  return isPrinceton(wordnet) && wordnet.lexicons[0]?.version === "3.0";
}
