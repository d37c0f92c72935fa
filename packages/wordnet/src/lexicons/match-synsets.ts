import { synsetById, synsetsByIli } from "../look-up/find-synset.js";
import { ili, lemmas, synsetId, synsetSenses } from "../look-up/synset-facts.js";
import { senseKey } from "../senses/sense-facts.js";
import type { Synset, Wordnet } from "../wordnet.js";

/** How the synsets of two lexicons were matched. */
export type MatchCounts = { byIli: number; byId: number; bySenseKey: number };

export type SynsetMatch = {
  /** For each synset of the first lexicon its row in the second, or −1. */
  rows: Int32Array;
  /** For each synset of the second lexicon its row in the first. */
  inverse: Int32Array;
  how: MatchCounts;
};

/**
 * Which synsets of two lexicons are the same, one to one: first those with the same ILI, then those with the same id that
 * share a lemma (in another edition, an offset may belong to a different synset), then those that share a sense key.
 */
export function matchSynsets(before: Wordnet, after: Wordnet): SynsetMatch {
  const rows = new Int32Array(before.counts.synsets).fill(-1);
  const inverse = new Int32Array(after.counts.synsets).fill(-1);
  const pair = (one: Synset, other: Synset | undefined): boolean => {
    if (other === undefined || rows[one] !== -1 || inverse[other] !== -1) return false;
    rows[one] = other;
    inverse[other] = one;
    return true;
  };
  const pass = (candidates: (synset: Synset) => readonly (Synset | undefined)[]): number => {
    let found = 0;
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] !== -1) continue;
      if (candidates(row as Synset).some((other) => pair(row as Synset, other))) found++;
    }
    return found;
  };
  const byIli = pass((synset) => synsetsByIli(after, ili(before, synset) ?? ""));
  const byId = pass((synset) => {
    const other = synsetById(after, synsetId(before, synset));
    return other !== undefined && shareLemma(lemmas(before, synset), lemmas(after, other)) ? [other] : [];
  });
  const keys = synsetsBySenseKey(after, inverse);
  const bySenseKey = pass((synset) =>
    synsetSenses(before, synset).map((sense) => keys.get(senseKey(before, sense) ?? "")),
  );
  return { rows, inverse, how: { byIli, byId, bySenseKey } };
}

function shareLemma(some: readonly string[], others: readonly string[]): boolean {
  const set = new Set(others.map((lemma) => lemma.toLowerCase()));
  return some.some((lemma) => set.has(lemma.toLowerCase()));
}

/** Only synsets that have no partner yet. */
function synsetsBySenseKey(wordnet: Wordnet, partners: Int32Array): Map<string, Synset> {
  const keys = new Map<string, Synset>();
  for (const [row, partner] of partners.entries()) {
    if (partner !== -1) continue;
    for (const sense of synsetSenses(wordnet, row as Synset)) {
      const key = senseKey(wordnet, sense);
      if (key !== undefined) keys.set(key, row as Synset);
    }
  }
  return keys;
}
