import type { PruningFilter } from "../parquet/shard.js";
import { type CheckedThreshold, checkThreshold, meets, type Threshold } from "../rules/threshold.js";

/**
 * Conditions by column, all of which a row has to meet: `{ similarity: { atLeast: 0.3 }, LANGUAGE: { oneOf: ["en", "de"] } }`.
 * `oneOf` and `noneOf` compare numbers as they are written: `{ WIDTH: { oneOf: ["512"] } }`. A row whose cell is empty, or has no
 * number where the condition needs one, doesn't meet it.
 */
export type RowFilter = Readonly<Record<string, Threshold>>;

export type CompiledFilter = {
  readonly columns: readonly string[];
  /** Whether a row with these values, in the order of `columns`, is kept. */
  keeps(values: readonly unknown[]): boolean;
  /** Leaves out row groups by their least and greatest values. */
  readonly pruning: PruningFilter | undefined;
};

/** @throws Alt2imgError `dataset/threshold` */
export function compileFilter(filter: RowFilter = {}): CompiledFilter {
  const columns = Object.keys(filter);
  const thresholds = columns.map((column) => checkThreshold(filter[column]!, column));
  const pruning: PruningFilter = Object.fromEntries(
    columns.flatMap((column, i) => {
      const condition = pruningCondition(thresholds[i]!);
      return condition === undefined ? [] : [[column, condition]];
    }),
  );
  return {
    columns,
    keeps: (values) => thresholds.every((threshold, i) => isMet(threshold, values[i])),
    pruning: Object.keys(pruning).length === 0 ? undefined : pruning,
  };
}

function isMet(threshold: CheckedThreshold, value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if ("names" in threshold) {
    // A cell with several names, such as concepts, has one of them.
    if (Array.isArray(value))
      return value.some((name) => threshold.names.has(String(name))) === (threshold.kind === "oneOf");
    if (!["string", "number", "bigint", "boolean"].includes(typeof value) || Number.isNaN(value)) return false;
    return meets(threshold, String(value));
  }
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) && meets(threshold, number);
}

const operators = { atLeast: "$gte", above: "$gt", atMost: "$lte", below: "$lt" } as const;

function pruningCondition(threshold: CheckedThreshold): PruningFilter[string] | undefined {
  return "bound" in threshold ? { [operators[threshold.kind]]: threshold.bound } : undefined;
}
