import { type IfMissing, type MeasuredRule, type MeasureMany, thresholdRule } from "../../rules/measured-rule.js";
import type { PairRule } from "../../rules/pair-rule.js";
import type { Threshold } from "../../rules/threshold.js";

export type ScoreOptions = {
  /**
   * Scores several pairs in one call, in their order; `undefined` for a pair that can't have a score. It gets only pairs
   * that don't have one in their column yet.
   */
  score?: MeasureMany | undefined;
  /** The key of the score. Default: LAION's column. */
  column?: string | undefined;
  /** What happens to a pair without a score. Default `"fail"`. */
  ifMissing?: IfMissing | undefined;
};

/**
 * Leaves out pairs whose CLIP embeddings are less similar than this.
 *
 * @param similarity a cosine, from -1 to 1; it only means something for one checkpoint: LAION's 0.30 and 0.28 are of CLIP ViT-B/32, its 0.26
 *   for languages other than English of M-CLIP
 * @throws Alt2imgError `dataset/threshold`
 */
export function minSimilarity(similarity: number, options: ScoreOptions = {}): MeasuredRule & PairRule {
  const source = "LAION-400M, section 2 (0.30); LAION-5B, section 3 (0.28, 0.26)";
  return scoreRule(
    "similarity",
    { atLeast: similarity },
    "text not like the image",
    "similarity",
    [-1, 1],
    options,
    source,
  );
}

/**
 * Leaves out images that are probably unsafe, in LAION's column `punsafe`.
 *
 * @param probability from 0 to 1
 * @throws Alt2imgError `dataset/threshold`
 */
export function maxUnsafe(probability: number, options: ScoreOptions = {}): MeasuredRule & PairRule {
  return scoreRule(
    "punsafe",
    { below: probability },
    "probably unsafe",
    "probability of unsafe content",
    [0, 1],
    options,
  );
}

/**
 * Leaves out images that probably have a watermark, in LAION's column `pwatermark`.
 *
 * @param probability from 0 to 1; Stable Diffusion 1 keeps those below 0.5
 * @throws Alt2imgError `dataset/threshold`
 */
export function maxWatermark(probability: number, options: ScoreOptions = {}): MeasuredRule & PairRule {
  return scoreRule(
    "pwatermark",
    { below: probability },
    "probable watermark",
    "probability of a watermark",
    [0, 1],
    options,
  );
}

/**
 * Leaves out images that LAION's aesthetic predictor scores at this or below.
 *
 * @param score from 1 to 10, nearly always; Stable Diffusion 1 keeps those above 5
 * @throws Alt2imgError `dataset/threshold`
 */
export function minAesthetic(score: number, options: ScoreOptions = {}): MeasuredRule & PairRule {
  return scoreRule(
    "aesthetic",
    { above: score },
    "low aesthetic score",
    "aesthetic score",
    [-Infinity, Infinity],
    options,
  );
}

function scoreRule(
  column: string,
  threshold: Threshold,
  name: string,
  quantity: string,
  range: readonly [number, number],
  { score, ...options }: ScoreOptions,
  source?: string,
): MeasuredRule & PairRule {
  const rule = thresholdRule({
    name,
    source,
    quantity,
    threshold,
    range,
    column: options.column ?? column,
    ifMissing: options.ifMissing,
  });
  return { ...rule, measureMany: score };
}
