import type { RelationType } from "../relations/relation-type.js";

/**
 * The relations of WN-LMF for Princeton's pointer symbols. Verb groups (`$`) are `similar` there, and adverbs
 * derived from adjectives (`\`) are `pertainym`.
 *
 * @see https://wordnet.princeton.edu/documentation/wninput5wn#sect3
 */
export const pointerSymbols: ReadonlyMap<string, RelationType> = new Map([
  ["!", "antonym"],
  ["@", "hypernym"],
  ["@i", "instance_hypernym"],
  ["~", "hyponym"],
  ["~i", "instance_hyponym"],
  ["#m", "holo_member"],
  ["#s", "holo_substance"],
  ["#p", "holo_part"],
  ["%m", "mero_member"],
  ["%s", "mero_substance"],
  ["%p", "mero_part"],
  ["=", "attribute"],
  ["+", "derivation"],
  [";c", "domain_topic"],
  ["-c", "has_domain_topic"],
  [";r", "domain_region"],
  ["-r", "has_domain_region"],
  [";u", "exemplifies"],
  ["-u", "is_exemplified_by"],
  ["*", "entails"],
  [">", "causes"],
  ["^", "also"],
  ["$", "similar"],
  ["&", "similar"],
  ["<", "participle"],
  ["\\", "pertainym"],
]);
