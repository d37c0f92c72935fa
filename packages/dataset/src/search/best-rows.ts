/** A row by its number in all shards, with what it is ranked by. */
export type Ranked = { readonly at: number; readonly score: number };

/** Keeps the best of many rows: those with the highest scores, and among equals those that come first. */
export type BestRows = {
  /** Whether a row with this score would be kept now. `NaN` never is. */
  accepts(score: number, at: number): boolean;
  /** To be called if it is accepted. */
  add(score: number, at: number): void;
  /** The kept ones, best first. */
  list(): Ranked[];
};

/** @param k how many are kept, at least 1 */
export function bestRows(k: number): BestRows {
  // A heap with the worst of them on top.
  const scores: number[] = [];
  const rows: number[] = [];
  const isWorse = (i: number, j: number): boolean =>
    scores[i]! < scores[j]! || (scores[i] === scores[j] && rows[i]! > rows[j]!);
  const swap = (i: number, j: number): void => {
    [scores[i], scores[j]] = [scores[j]!, scores[i]!];
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  };
  return {
    accepts: (score, at) =>
      rows.length < k ? !Number.isNaN(score) : score > scores[0]! || (score === scores[0] && at < rows[0]!),
    add(score, at) {
      if (rows.length < k) {
        let i = scores.push(score) - 1;
        rows.push(at);
        for (let parent = (i - 1) >> 1; i > 0 && isWorse(i, parent); parent = (i - 1) >> 1) {
          swap(i, parent);
          i = parent;
        }
        return;
      }
      [scores[0], rows[0]] = [score, at];
      for (let i = 0; ; ) {
        const [left, right] = [2 * i + 1, 2 * i + 2];
        let worst = i;
        if (left < k && isWorse(left, worst)) worst = left;
        if (right < k && isWorse(right, worst)) worst = right;
        if (worst === i) return;
        swap(i, worst);
        i = worst;
      }
    },
    list: () => rows.map((at, i) => ({ at, score: scores[i]! })).sort((a, b) => b.score - a.score || a.at - b.at),
  };
}
