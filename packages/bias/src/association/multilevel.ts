import { mean, type StandardDeviationKind, standardDeviation } from "../statistics/moments.js";
import { cosines } from "./cosines.js";
import type { AssociationOptions, AssociationTest } from "./group-test.js";
import { singleTargetTest } from "./single-target.js";
import { type AssociationSets, unitSets, weat } from "./weat.js";

/** How similar two sets are, whatever the others. */
export type Similarity = {
  /** Of all cosines between a vector of the one set and one of the other. */
  readonly mean: number;
  readonly standardDeviation: number;
  /** How many cosines. */
  readonly n: number;
};

/** An association test and what it is made of. Plain data. */
export type MultilevelTest = {
  /** Level 1: X against Y. What WEAT reports. */
  readonly differential: AssociationTest;
  /** Level 2: each target's own leaning, towards A (above 0) or B. A differential can come from one of them alone. */
  readonly targets: { readonly X: AssociationTest; readonly Y: AssociationTest };
  /** Level 3: similarities of each target with each attribute. */
  readonly similarities: Readonly<Record<"XA" | "XB" | "YA" | "YB", Similarity>>;
};

/**
 * The multilevel embedding association test, ML-EAT: WEAT, and beneath it what it hides. Both targets may lean towards the same
 * attribute, one more than the other; or only one may lean at all.
 *
 * By hand, for the sets of `weat`'s example: level 2 compares one A with one B, so it has no p-value below ½; level 3 has mean
 * cosines of 0.97434 (XA), 0.15811 (XB), 0.15811 (YA) and 0.97434 (YB).
 *
 * @throws as `weat`
 * @see Wolfe, Hiniker and Howe 2024, https://arxiv.org/abs/2408.01966
 */
export function multilevelTest(sets: AssociationSets, options: AssociationOptions = {}): MultilevelTest {
  const { X, Y, A, B } = unitSets(sets);
  const { attributes } = sets;
  const similarity = similaritiesBy(options.standardDeviation ?? "sample");
  return {
    differential: weat(sets, options),
    targets: {
      X: singleTargetTest({ target: sets.targets[0], attributes }, options),
      Y: singleTargetTest({ target: sets.targets[1], attributes }, options),
    },
    similarities: { XA: similarity(X, A), XB: similarity(X, B), YA: similarity(Y, A), YB: similarity(Y, B) },
  };
}

function similaritiesBy(kind: StandardDeviationKind) {
  return (targets: readonly Float64Array[], attributes: readonly Float64Array[]): Similarity => {
    const all = cosines(targets, attributes);
    const n = targets.length * attributes.length;
    return { mean: mean(all.map(mean)), standardDeviation: standardDeviation(all, kind), n };
  };
}
