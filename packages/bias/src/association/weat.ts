import { type Concept, dot, meanVector, missingOf, unitVectors } from "./cosines.js";
import { type AssociationOptions, type AssociationTest, testGroups } from "./group-test.js";
import { repeatedVectors } from "./repeated-vectors.js";

/** What an association test compares. */
export type AssociationSets = {
  /** X and Y: flowers and insects, say. */
  readonly targets: readonly [Concept, Concept];
  /** A and B: pleasant and unpleasant, say. */
  readonly attributes: readonly [Concept, Concept];
};

/**
 * The Word Embedding Association Test: are the targets X more similar to the attributes A than to B, compared with the targets
 * Y? With the vectors of sentences it is SEAT, with those of images iEAT.
 *
 *     s(w) = mean cos(w, a) over A − mean cos(w, b) over B
 *     statistic = Σ s(x) over X − Σ s(y) over Y
 *     d = (mean s(x) − mean s(y)) / standard deviation of s over X and Y
 *
 * The p-value is one-sided, over the ways to divide X ∪ Y into sets of these sizes. The interval is a bootstrap over the targets;
 * the attributes are taken as given.
 *
 * By hand: X = {(1, 0), (3, 1)}, Y = {(0, 1), (1, 3)}, A = {(1, 0)}, B = {(0, 1)} give the statistic 3.26491, d = 1.68975 (with
 * the population's standard deviation 1.95116), and p = 1/6 counting ties, the observed sets being one of six, or 0 without them.
 *
 * @throws Alt2imgError `bias/sets` for an empty set; `bias/vector` for vectors that can't be compared; `bias/option`; `core/seed`
 * @see Caliskan, Bryson and Narayanan 2017, https://doi.org/10.1126/science.aal4230
 * @see May et al. 2019 (SEAT), https://aclanthology.org/N19-1063; Steed and Caliskan 2021 (iEAT), https://arxiv.org/abs/2010.15052
 */
export function weat({ targets, attributes }: AssociationSets, options: AssociationOptions = {}): AssociationTest {
  const { X, Y, A, B } = unitSets({ targets, attributes });
  const tested = testGroups(associations(X, A, B), associations(Y, A, B), options);
  return {
    ...tested,
    warnings: [...tested.warnings, ...repeatedVectors([...X, ...Y])],
    n: { X: X.length, Y: Y.length, A: A.length, B: B.length },
    missing: missingOf([...targets, ...attributes]),
  };
}

type Vectors = readonly Float64Array[];

export function unitSets({
  targets: [X, Y],
  attributes: [A, B],
}: AssociationSets): Record<"X" | "Y" | "A" | "B", Vectors> {
  return unitVectors({ X, Y, A, B });
}

/** s(w) of each target: the mean of its cosines with unit vectors is its dot product with their mean. */
function associations(targets: Vectors, A: Vectors, B: Vectors): Float64Array {
  const [toA, toB] = [meanVector(A), meanVector(B)];
  return Float64Array.from(targets, (target) => dot(target, toA) - dot(target, toB));
}
