import { Alt2imgError } from "@alt2img/core";
import { countRejected, emptyFunnelCounts, type FunnelCounts } from "../rules/pair-rule.js";
import { type CheckedThreshold, checkThreshold, meets, type Threshold } from "../rules/threshold.js";
import { type ScoreColumn, type ScoreTable, TableVerdict } from "./score-table.js";

/** The outcome of a funnel for each pair of a table. */
export type MovedFunnel = {
  counts: FunnelCounts;
  /** For each pair 0 if it is kept, otherwise 1 + the index of the rule that rejected it or failed on it. */
  lostAt: Uint16Array;
};

/**
 * Runs a funnel again over what a table has stored, with other thresholds: the counts are those of a full run with the
 * same thresholds. It is synchronous, and takes a few milliseconds for 100,000 pairs and four rules.
 *
 * @param thresholds by the names of rules; the others stay as they were
 * @throws Alt2imgError `dataset/threshold` for one that isn't valid, or is of another type than the rule's;
 * `dataset/rule-name` for a rule that the table doesn't have; `dataset/moved-too-early` for a rule before one that compares
 * pairs, whose outcome would change
 */
export function moveThresholds(
  { length, columns }: ScoreTable,
  thresholds: Readonly<Record<string, Threshold>> = {},
): MovedFunnel {
  checkNames(columns, thresholds);
  const counts = emptyFunnelCounts();
  const lostAt = new Uint16Array(length);
  let left = length;
  columns.forEach((column, at) => {
    const { rejected, failed } = lose(column, keptBy(column, thresholds), lostAt, at + 1);
    if (rejected > 0) countRejected(counts.rejected, column.rule, rejected);
    counts.failed += failed;
    left -= rejected + failed;
  });
  counts.read = length;
  counts.kept = left;
  return { counts, lostAt };
}

function checkNames(columns: readonly ScoreColumn[], thresholds: Readonly<Record<string, Threshold>>): void {
  const lastComparing = columns.findLastIndex(({ compares }) => compares);
  for (const [name, threshold] of Object.entries(thresholds)) {
    const at = columns.findIndex(({ rule }) => rule === name);
    const column = columns[at];
    if (column === undefined) {
      const known = columns.map(({ rule }) => `“${rule}”`).join(", ");
      throw new Alt2imgError("dataset/rule-name", `No rule has the name “${name}”; the table has ${known}.`);
    }
    if (column.threshold === undefined) {
      throw new Alt2imgError("dataset/threshold", `“${name}” has no threshold that could be moved.`);
    }
    if (at < lastComparing && JSON.stringify(threshold) !== JSON.stringify(column.threshold)) {
      throw new Alt2imgError(
        "dataset/moved-too-early",
        `“${columns[lastComparing]?.rule}” compares the pairs that “${name}” keeps, so it would have to run again. Put it before “${name}”, or run the funnel again.`,
      );
    }
  }
}

/** Which values are kept: those inside a closed interval, or those outside it. */
type Kept = { low: number; high: number; inside: boolean };

function keptBy(column: ScoreColumn, thresholds: Readonly<Record<string, Threshold>>): CheckedThreshold | undefined {
  const before = column.threshold;
  if (before === undefined) return undefined;
  const moved = Object.hasOwn(thresholds, column.rule) ? (thresholds[column.rule] ?? before) : before;
  const checked = checkThreshold(moved, column.rule, column.range);
  if ("names" in checked !== "names" in checkThreshold(before, column.rule)) {
    throw new Alt2imgError(
      "dataset/threshold",
      `The threshold of “${column.rule}” is ${JSON.stringify(moved)}; it must be of the same type as ${JSON.stringify(before)}.`,
    );
  }
  return checked;
}

/** Closed intervals, so that one loop without calls does for every kind of bound. */
function intervalOf(threshold: CheckedThreshold | undefined): Kept {
  if (threshold === undefined || "names" in threshold) return { low: -Infinity, high: Infinity, inside: true };
  const { kind, bound } = threshold;
  switch (kind) {
    case "atLeast":
      return { low: bound, high: Infinity, inside: true };
    case "above":
      return { low: -Infinity, high: bound, inside: false };
    case "atMost":
      return { low: -Infinity, high: bound, inside: true };
    case "below":
      return { low: bound, high: Infinity, inside: false };
  }
}

/** Names as numbers: 1 for those that are kept, so that they are inside the interval from 1 to 1. */
function namesKept({ names, values }: ScoreColumn, threshold: CheckedThreshold): Float64Array {
  const isKept = names.map((name) => (meets(threshold, name) ? 1 : 0));
  return values.map((index) => isKept[index] ?? 0);
}

function lose(
  column: ScoreColumn,
  threshold: CheckedThreshold | undefined,
  lostAt: Uint16Array,
  stage: number,
): { rejected: number; failed: number } {
  const isList = threshold !== undefined && "names" in threshold;
  const values = isList ? namesKept(column, threshold) : column.values;
  const { low, high, inside } = isList ? { low: 1, high: 1, inside: true } : intervalOf(threshold);
  const { verdicts } = column;
  const { measured, kept, failed: hasFailed } = TableVerdict;
  let rejected = 0;
  let failed = 0;
  for (let i = 0; i < lostAt.length; i++) {
    if (lostAt[i] !== 0) continue;
    const verdict = verdicts[i];
    if (verdict === measured) {
      const value = values[i]!;
      if ((value >= low && value <= high) === inside) continue;
    } else if (verdict === kept) continue;
    lostAt[i] = stage;
    if (verdict === hasFailed) failed++;
    else rejected++;
  }
  return { rejected, failed };
}
