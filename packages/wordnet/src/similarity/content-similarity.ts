import { synsetId } from "../look-up/synset-facts.js";
import { commonHypernyms, lowestCommonHypernyms } from "../taxonomy/paths.js";
import type { Taxonomy } from "../taxonomy/taxonomy.js";
import type { Synset } from "../wordnet.js";
import { type InformationContent, informationContentOf } from "./information-content.js";
import { requireSamePartOfSpeech } from "./same-part-of-speech.js";

/**
 * Resnik: the information content of the most informative common hypernym, in nats; 0 without a common hypernym.
 * (`wn` only looks at the common hypernyms with the greatest `maxDepth`, and takes the most frequent of them.)
 *
 * @throws Alt2imgError `wordnet/parts-of-speech`
 * @see Resnik 1995, https://arxiv.org/abs/cmp-lg/9511007
 */
export function resSimilarity(taxonomy: Taxonomy, content: InformationContent, one: Synset, other: Synset): number {
  requireSamePartOfSpeech(taxonomy.wordnet, one, other);
  const contentOf = (synset: Synset): number => informationContentOf(taxonomy, content, synset);
  if (taxonomy.convention === "nltk") {
    return commonHypernyms(taxonomy, one, other).reduce((most, synset) => Math.max(most, contentOf(synset)), 0);
  }
  const lowest = lowestCommonHypernyms(taxonomy, one, other);
  lowest.sort((a, b) => (synsetId(taxonomy.wordnet, a) < synsetId(taxonomy.wordnet, b) ? -1 : 1));
  return lowest.length === 0 ? 0 : Math.min(...lowest.map(contentOf));
}

/**
 * Jiang and Conrath: `1 / (IC(one) + IC(other) − 2 · res)`, from 0 to `Infinity`, which is the value for a synset and
 * itself, and for two that the counts can't tell apart (NLTK returns 1e300). 0 if one of them has an information content of
 * 0 or `Infinity`.
 *
 * @throws Alt2imgError `wordnet/parts-of-speech`
 * @see Jiang and Conrath 1997, https://arxiv.org/abs/cmp-lg/9709008
 */
export function jcnSimilarity(taxonomy: Taxonomy, content: InformationContent, one: Synset, other: Synset): number {
  const common = resSimilarity(taxonomy, content, one, other);
  const contentOne = informationContentOf(taxonomy, content, one);
  const contentOther = informationContentOf(taxonomy, content, other);
  if (taxonomy.convention === "nltk") {
    if (one === other) return Number.POSITIVE_INFINITY;
    if (contentOne === 0 || contentOther === 0) return 0;
  } else if (contentOne === 0 && contentOther === 0 && common === 0) return 0;
  // NLTK has a large number instead of infinity, with a difference of 0: for two that never occur, and whose common
  // hypernym doesn't.
  if (common === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (contentOne === Number.POSITIVE_INFINITY || contentOther === Number.POSITIVE_INFINITY) return 0;
  const difference = contentOne + contentOther - 2 * common;
  return difference === 0 ? Number.POSITIVE_INFINITY : 1 / difference;
}

/**
 * Lin: `2 · res / (IC(one) + IC(other))`, from 0 to 1. 0 if one of them never occurs, or is a root.
 *
 * @throws Alt2imgError `wordnet/parts-of-speech`
 * @see Lin 1998, https://dl.acm.org/doi/10.5555/645527.657297
 */
export function linSimilarity(taxonomy: Taxonomy, content: InformationContent, one: Synset, other: Synset): number {
  const common = resSimilarity(taxonomy, content, one, other);
  const contentOne = informationContentOf(taxonomy, content, one);
  const contentOther = informationContentOf(taxonomy, content, other);
  if (common === Number.POSITIVE_INFINITY) return 1;
  const sum = contentOne + contentOther;
  return sum === 0 || sum === Number.POSITIVE_INFINITY ? 0 : (2 * common) / sum;
}
