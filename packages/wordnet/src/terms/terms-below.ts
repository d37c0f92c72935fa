import { sensitivityOf } from "../imagenet/sensitivity.js";
import { findSenses } from "../look-up/find-words.js";
import { lemmas, lexicographerFile, partOfSpeech } from "../look-up/synset-facts.js";
import { senseCount, senseSynset } from "../senses/sense-facts.js";
import { hyponymClosure } from "../taxonomy/paths.js";
import { hyponyms, type Taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset, Wordnet } from "../wordnet.js";
import { pluralForms } from "./plural-forms.js";

export type TermsBelowOptions = {
  /** How many edges down; 0 for just the synset. Default: all the way. */
  readonly depth?: number | undefined;
  /** Whether plurals of nouns are among the terms. Default `true`. */
  readonly plurals?: boolean | undefined;
  /** Whether terms stay whose commonest meaning is another one. Default `false`. */
  readonly ambiguous?: boolean | undefined;
  /** Whether synsets stay that are shown only to people who ask for them, such as slurs. Default `false`. */
  readonly sensitive?: boolean | undefined;
  /** Princeton's WordNet 3.0, to recognise sensitive synsets of other lexicons by. */
  readonly princeton30?: Wordnet | undefined;
};

/** What texts may call a synset. */
export type TermsOfSynset = {
  readonly synset: Synset;
  /** Its lemmas, each followed by its plurals. Not empty. */
  readonly terms: readonly string[];
};

/** Terms, and what isn't among them. Plain data. */
export type TermsBelow = {
  /** The synset itself and those below it, the nearest first. A lemma of several of them is with the first one. */
  readonly synsets: readonly TermsOfSynset[];
  /** Lemmas that were left out because their commonest meaning is another one: *model* among workers. */
  readonly ambiguous: readonly string[];
  /** How many synsets were left out as sensitive. */
  readonly hidden: number;
};

/**
 * What texts may call a synset and everything below it, as lists of terms to search for: `woman.n.01` gives *woman*, *women*,
 * *bridesmaid* …; `worker.n.01` gives hundreds of occupations, though not all: a *nurse* is a `health_professional.n.01`, a *teacher* an
 * `educator.n.01`.
 *
 * A search doesn't know what a word means, so lemmas are left out and listed if their first noun sense is in another
 * lexicographer file than the synset (*cat* is a `noun.animal`, and only among its later senses a man), or if they are more frequent as an
 * adjective (*equal*). Of persons, only those marked as safe by Yang et al. 2020 are included, and the given synset itself;
 * `sensitive: true` includes all, slurs too.
 *
 * @param taxonomy without instances, or names of people and places will be among the terms
 */
export function termsBelow(
  taxonomy: Taxonomy,
  synset: Synset,
  { depth, plurals = true, ambiguous = false, sensitive = false, princeton30 }: TermsBelowOptions = {},
): TermsBelow {
  const { wordnet } = taxonomy;
  const isHidden = sensitive ? () => false : sensitivityOf(wordnet, { princeton30 });
  const seen = new Set<string>();
  const leftOut = new Set<string>();
  const synsets: TermsOfSynset[] = [];
  let hidden = 0;
  for (const each of within(taxonomy, synset, depth)) {
    if (each !== synset && isHidden(each)) {
      hidden++;
      continue;
    }
    const terms: string[] = [];
    for (const lemma of lemmas(wordnet, each)) {
      const key = lemma.toLowerCase();
      if (seen.has(key) || leftOut.has(lemma)) continue;
      if (!ambiguous && meansAnother(wordnet, lemma, each)) {
        leftOut.add(lemma);
        continue;
      }
      seen.add(key);
      terms.push(lemma, ...(plurals && partOfSpeech(wordnet, each) === "n" ? pluralForms(wordnet, lemma) : []));
    }
    if (terms.length > 0) synsets.push({ synset: each, terms });
  }
  return { synsets, ambiguous: [...leftOut], hidden };
}

/** The nearest first. */
function within(taxonomy: Taxonomy, synset: Synset, depth: number | undefined): Iterable<Synset> {
  if (depth === undefined) return [synset, ...hyponymClosure(taxonomy, synset)];
  const found = new Set([synset]);
  let level = [synset];
  for (let edges = 0; edges < depth && level.length > 0; edges++) {
    level = level.flatMap((each) => hyponyms(taxonomy, each)).filter((each) => !found.has(each));
    for (const each of level) found.add(each);
  }
  return found;
}

function meansAnother(wordnet: Wordnet, lemma: string, synset: Synset): boolean {
  const own = partOfSpeech(wordnet, synset);
  const senses = findSenses(wordnet, lemma, { partOfSpeech: own });
  const file = (each: Synset): string | undefined => lexicographerFile(wordnet, each);
  if (senses.length > 0 && file(senseSynset(wordnet, senses[0]!)) !== file(synset)) return true;
  if (own !== "n") return false;
  const uses = (list: typeof senses): number => list.reduce((sum, sense) => sum + senseCount(wordnet, sense), 0);
  return uses(findSenses(wordnet, lemma, { partOfSpeech: "a" })) > uses(senses);
}
