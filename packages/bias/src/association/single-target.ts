import { type Concept, dot, meanVector, missingOf, unitVectors } from "./cosines.js";
import { type AssociationOptions, type AssociationTest, testGroups } from "./group-test.js";

/**
 * The single-category test: is one target more similar to the attributes A than to B? With one vector it is SC-WEAT, with several
 * the second level of ML-EAT: each attribute counts by its mean cosine with them.
 *
 *     s(a) = mean cos(x, a) over X
 *     d = (mean s(a) over A − mean s(b) over B) / standard deviation of s over A and B
 *
 * The p-value is one-sided, over the ways to divide A ∪ B into sets of these sizes. The interval is a bootstrap over the attributes.
 *
 * By hand: X = {(1, 0)}, A = {(1, 0), (3, 1)}, B = {(0, 1), (1, 3)} give cosines of 1, 0.94868, 0 and 0.31623; their sums differ by
 * 1.63246, d = 1.66897, and p = 1/6.
 *
 * @throws as `weat`
 * @see Caliskan, Bryson and Narayanan 2017, https://doi.org/10.1126/science.aal4230 (WEFAT)
 * @see Wolfe, Hiniker and Howe 2024, https://arxiv.org/abs/2408.01966
 */
export function singleTargetTest(
  { target, attributes }: { readonly target: Concept; readonly attributes: readonly [Concept, Concept] },
  options: AssociationOptions = {},
): AssociationTest {
  const { X, A, B } = unitVectors({ X: target, A: attributes[0], B: attributes[1] });
  const center = meanVector(X);
  const similarities = (vectors: readonly Float64Array[]): Float64Array =>
    Float64Array.from(vectors, (vector) => dot(vector, center));
  return {
    ...testGroups(similarities(A), similarities(B), options),
    n: { X: X.length, A: A.length, B: B.length },
    missing: missingOf([target, ...attributes]),
  };
}
