import type { Embedding } from "@alt2img/core";
import { bestRows, type Ranked } from "./best-rows.js";

export type RankOptions = {
  k: number;
  /** Whether a row may be a hit. */
  keeps: (at: number) => boolean;
  /** Hits at least this similar to a better one are left out. */
  dedupe: number | undefined;
  /** The embedding of a row, of length 1, for `dedupe`. */
  embeddingOf: (at: number) => Embedding;
};

/**
 * The best rows.
 *
 * @param scores of each row; those that aren't finite are never hits
 */
export function rankRows(scores: Float32Array | Float64Array, options: RankOptions): Ranked[] {
  const { k, keeps, dedupe } = options;
  if (dedupe === undefined) return best(scores, Math.min(k, scores.length), keeps);
  // The duplicates of the best ones may be many: more are looked at until there are enough others.
  for (let candidates = 4 * k; ; candidates *= 4) {
    const wanted = Math.min(candidates, scores.length);
    const found = best(scores, wanted, keeps);
    const different = withoutNearDuplicates(found, dedupe, options);
    if (different.length === k || found.length < wanted || wanted === scores.length) return different;
  }
}

function best(scores: Float32Array | Float64Array, k: number, keeps: (at: number) => boolean): Ranked[] {
  if (k === 0) return [];
  const rows = bestRows(k);
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at]!;
    if (rows.accepts(score, at) && Number.isFinite(score) && keeps(at)) rows.add(score, at);
  }
  return rows.list();
}

/** Of the cosine of two rounded unit vectors. */
const ROUNDING = 1e-6;

function withoutNearDuplicates(found: readonly Ranked[], dedupe: number, { k, embeddingOf }: RankOptions): Ranked[] {
  const kept: { ranked: Ranked; embedding: Embedding }[] = [];
  for (const ranked of found) {
    if (kept.length === k) break;
    const embedding = embeddingOf(ranked.at);
    if (kept.every((other) => cosine(other.embedding, embedding) < dedupe - ROUNDING)) kept.push({ ranked, embedding });
  }
  return kept.map(({ ranked }) => ranked);
}

function cosine(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}
