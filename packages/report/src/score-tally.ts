import { type PrecisionRecall, precisionRecallCurve } from "@alt2img/dataset/funnel";
import type { LaionLosses } from "./laion-losses.js";

/** A pair and how well its picture and its text fit together. */
export type ScoredPair = {
  imageUrl: string;
  pageUrl: string;
  text: string;
  /** Cosine similarity, in [-1, 1]. */
  cosine: number;
  /** What is known about the text from elsewhere. */
  verdict?: string;
  /** Whether the text is known to say what the picture shows. */
  fits?: boolean;
  /** The picture, if it is small enough for the report. */
  dataUrl?: string;
};

/** The scores of the pairs that have one verdict. */
export type VerdictScores = { verdict: string; pairs: number; kept: number; mean: number };

/** What the scores of a crawl's pairs look like. Plain data. */
export type CrawlScores = {
  /** The name of the file, or how many files there are. */
  crawl: string;
  model: string;
  threshold: number;
  thresholdReason: string;
  /** `pairs` = `withoutPicture` + `unreadable` + `scored`. */
  pairs: number;
  /** Pairs whose picture isn't in the crawl. */
  withoutPicture: number;
  /** Pairs whose picture is broken, in a format that isn't read, or too large. */
  unreadable: number;
  /** What LAION's rules leave out, with the threshold of this model. */
  laion: LaionLosses;
} & ScoreTally;

export type ScoreTally = {
  scored: number;
  /** Pairs with a cosine of the threshold or more. */
  kept: number;
  /** How many pairs have a cosine of `from` or more and less than the next `from`; in steps of 0.1. */
  histogram: { from: number; pairs: number }[];
  /** By rising mean; without pairs that have no verdict. */
  verdicts: VerdictScores[];
  /** How well the cosines find the texts that fit, at rising thresholds, this one among them. Empty if nothing is known of any text. */
  curve: PrecisionRecall[];
  /** The pairs with the highest cosines, each text once. */
  best: ScoredPair[];
  /** Those with the lowest. */
  worst: ScoredPair[];
};

const EXAMPLES = 8;
const STEPS_PER_UNIT = 10;
const CURVE_STEPS_PER_UNIT = 20;

export function tallyScores(pairs: readonly ScoredPair[], threshold: number): ScoreTally {
  const rising = [...pairs].sort((a, b) => a.cosine - b.cosine);
  return {
    scored: pairs.length,
    kept: pairs.filter(({ cosine }) => cosine >= threshold).length,
    histogram: histogramOf(rising),
    verdicts: verdictsOf(pairs, threshold),
    curve: curveOf(rising, threshold),
    best: examples(rising.toReversed()),
    worst: examples(rising),
  };
}

function examples(pairs: readonly ScoredPair[]): ScoredPair[] {
  const chosen = new Map<string, ScoredPair>();
  for (const pair of pairs) {
    if (!chosen.has(pair.text)) chosen.set(pair.text, { ...pair });
    if (chosen.size === EXAMPLES) break;
  }
  return [...chosen.values()];
}

function histogramOf(rising: readonly ScoredPair[]): ScoreTally["histogram"] {
  if (rising.length === 0) return [];
  const stepOf = (cosine: number): number => Math.floor(cosine * STEPS_PER_UNIT);
  const first = stepOf(rising[0]!.cosine);
  const last = stepOf(rising.at(-1)!.cosine);
  const steps = Array.from({ length: last - first + 1 }, (_, i) => ({ from: (first + i) / STEPS_PER_UNIT, pairs: 0 }));
  for (const { cosine } of rising) steps[stepOf(cosine) - first]!.pairs++;
  return steps;
}

function curveOf(rising: readonly ScoredPair[], threshold: number): PrecisionRecall[] {
  const judged = rising.flatMap(({ cosine, fits }) => (fits === undefined ? [] : [{ score: cosine, fits }]));
  if (judged.length === 0) return [];
  const first = Math.floor(judged[0]!.score * CURVE_STEPS_PER_UNIT);
  const last = Math.floor(judged.at(-1)!.score * CURVE_STEPS_PER_UNIT);
  const steps = Array.from({ length: last - first + 1 }, (_, i) => (first + i) / CURVE_STEPS_PER_UNIT);
  const thresholds = [...new Set([...steps, threshold])].sort((a, b) => a - b);
  return precisionRecallCurve(judged, thresholds);
}

function verdictsOf(pairs: readonly ScoredPair[], threshold: number): VerdictScores[] {
  const sums = new Map<string, { pairs: number; kept: number; sum: number }>();
  for (const { verdict, cosine } of pairs) {
    if (verdict === undefined) continue;
    const found = sums.get(verdict) ?? { pairs: 0, kept: 0, sum: 0 };
    found.pairs++;
    found.sum += cosine;
    if (cosine >= threshold) found.kept++;
    sums.set(verdict, found);
  }
  return [...sums]
    .map(([verdict, { pairs: count, kept, sum }]) => ({ verdict, pairs: count, kept, mean: sum / count }))
    .sort((a, b) => a.mean - b.mean);
}
