import { Alt2imgError } from "@alt2img/core";

/** What two pictures have in common. */
export type Likeness = {
  /** In how many of 64 bits their perceptual hashes differ. */
  readonly distance: number;
  /** The cosine of their embeddings; left out without an embedder. */
  readonly similarity?: number | undefined;
};

/** The logarithm of the odds that one is a copy of the other: `bias + bits × distance + nines × −log₁₀(1 − similarity + 10⁻⁴)`. */
export type LogOdds = { readonly bias: number; readonly bits: number; readonly nines: number };

/** How likenesses become probabilities: by hash alone, and by hash and embedding. Plain data. */
export type Calibration = { readonly byHash: LogOdds; readonly byBoth: LogOdds };

/** A picture and the nearest one of the set: `isCopy` says whether it was made from it. */
export type LikenessExample = { readonly distance: number; readonly similarity: number; readonly isCopy: boolean };

/**
 * Fits a calibration to examples by logistic regression, with a ridge of 10⁻³ so that separable examples have an end. The odds are
 * those of the examples: with as many copies as others, they mean “before you know anything, one in two”.
 *
 * @throws Alt2imgError `dataset/calibration` without copies, without others, or for a number that isn't finite
 */
export function calibrate(examples: readonly LikenessExample[]): Calibration {
  const copies = examples.filter(({ isCopy }) => isCopy).length;
  const areFinite = examples.every(({ distance, similarity }) => Number.isFinite(distance + similarity));
  if (copies === 0 || copies === examples.length || !areFinite) {
    throw new Alt2imgError(
      "dataset/calibration",
      `There are ${copies} copies among ${examples.length} examples; a calibration needs copies and others, with finite numbers.`,
    );
  }
  const isCopy = examples.map((example) => Number(example.isCopy));
  const [bias, bits] = fit(
    examples.map(({ distance }) => [1, distance / 64]),
    isCopy,
  );
  const both = fit(
    examples.map(({ distance, similarity }) => [1, distance / 64, ninesOf(similarity)]),
    isCopy,
  );
  return {
    byHash: { bias: bias!, bits: bits! / 64, nines: 0 },
    byBoth: { bias: both[0]!, bits: both[1]! / 64, nines: both[2]! },
  };
}

/** The probability, from 0 to 1, that a picture is a copy of the one that it is compared with. */
export function probabilityOfCopy({ distance, similarity }: Likeness, { byHash, byBoth }: Calibration): number {
  const { bias, bits, nines } = similarity === undefined ? byHash : byBoth;
  return 1 / (1 + Math.exp(-(bias + bits * distance + nines * ninesOf(similarity ?? 0))));
}

/** 0.9 has one nine, 0.99 two; at most four count. */
function ninesOf(similarity: number): number {
  return -Math.log10(Math.max(0, 1 - similarity) + 1e-4);
}

const RIDGE = 1e-3;

/** Logistic regression by Newton's method. */
function fit(rows: readonly (readonly number[])[], labels: readonly number[]): number[] {
  const size = rows[0]!.length;
  let weights: number[] = new Array(size).fill(0);
  for (let round = 0; round < 50; round++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const hessian = weights.map((_, i) => weights.map((__, j) => (i === j ? RIDGE : 0)));
    for (const [i, row] of rows.entries()) {
      const p = 1 / (1 + Math.exp(-row.reduce((sum, value, j) => sum + value * weights[j]!, 0)));
      for (let a = 0; a < size; a++) {
        gradient[a]! += (labels[i]! - p) * row[a]!;
        for (let b = 0; b < size; b++) hessian[a]![b]! += p * (1 - p) * row[a]! * row[b]!;
      }
    }
    const step = solve(hessian, gradient);
    weights = weights.map((weight, i) => weight + step[i]!);
    if (step.every((value) => Math.abs(value) < 1e-9)) break;
  }
  return weights;
}

/** Gaussian elimination of a positive definite system. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (const [i, pivot] of rows.entries()) {
    for (const other of rows.slice(i + 1)) {
      const factor = other[i]! / pivot[i]!;
      for (let j = i; j < other.length; j++) other[j]! -= factor * pivot[j]!;
    }
  }
  const x: number[] = new Array(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const known = rows[i]!.slice(i + 1, -1).reduce((sum, value, j) => sum + value * x[i + 1 + j]!, 0);
    x[i] = (rows[i]!.at(-1)! - known) / rows[i]![i]!;
  }
  return x;
}
