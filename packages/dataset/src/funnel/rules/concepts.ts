import { Alt2imgError } from "@alt2img/core";
import { type MeasuredRule, thresholdRule } from "../../rules/measured-rule.js";
import type { PairRule } from "../../rules/pair-rule.js";
import type { ComparingRule } from "../funnel-rule.js";

/** The concepts that a text is about, such as synsets of WordNet or words of a list. */
export type ConceptsOf = (text: string) => Iterable<string>;

/**
 * Leaves out texts about fewer concepts.
 *
 * @param count 0 or more
 * @throws Alt2imgError `dataset/threshold`
 */
export function minConcepts(count: number, conceptsOf: ConceptsOf): MeasuredRule & PairRule {
  return thresholdRule({
    name: `fewer than ${count} concepts`,
    quantity: "number of concepts",
    threshold: { atLeast: count },
    range: [0, Infinity],
    measure: ({ text }) => new Set(conceptsOf(text)).size,
  });
}

/**
 * Leaves out pairs all of whose concepts have been in so many kept pairs already, so that frequent ones don't fill the
 * dataset. A text without a concept stays; `minConcepts(1, …)` leaves those out.
 *
 * @param count 1 or more
 * @throws Alt2imgError `dataset/concept-count`
 * @see Xu et al. 2023 (MetaCLIP), who draw pairs at random where this takes the first ones, https://arxiv.org/abs/2309.16671
 */
export function maxPerConcept(count: number, conceptsOf: ConceptsOf): ComparingRule {
  if (!(count >= 1)) throw new Alt2imgError("dataset/concept-count", `count is ${count}; it must be 1 or more.`);
  return {
    name: `concepts with ${count} pairs`,
    source: "after MetaCLIP",
    start() {
      const pairs = new Map<string, number>();
      return ({ text }) => {
        const concepts = [...new Set(conceptsOf(text))];
        if (concepts.length > 0 && concepts.every((concept) => (pairs.get(concept) ?? 0) >= count)) {
          const [first, ...others] = concepts;
          const more = others.length === 0 ? "" : ` and ${others.length} more`;
          return { reason: `“${first}”${more} already in ${count} pairs` };
        }
        for (const concept of concepts) pairs.set(concept, (pairs.get(concept) ?? 0) + 1);
        return undefined;
      };
    },
  };
}
