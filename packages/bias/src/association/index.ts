/**
 * Association tests: which concepts an embedding model holds closer together than others.
 * @module association
 */

export { type Adjustment, adjustPValues } from "../statistics/adjust-p-values.js";
export type { Interval } from "../statistics/bootstrap-interval.js";
export type { StandardDeviationKind } from "../statistics/moments.js";
export type { PermutationPValue } from "../statistics/permutation-test.js";
export type { Concept } from "./cosines.js";
export type { AssociationOptions, AssociationTest } from "./group-test.js";
export { type MultilevelTest, multilevelTest, type Similarity } from "./multilevel.js";
export { seatTemplates, sentences } from "./sentences.js";
export { singleTargetTest } from "./single-target.js";
export {
  type ConceptVectors,
  type EmbedConceptOptions,
  imageConcept,
  lookedUpConcept,
  textConcept,
} from "./vectors.js";
export { type AssociationSets, weat } from "./weat.js";
