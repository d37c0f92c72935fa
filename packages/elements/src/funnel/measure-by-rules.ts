import type { ImageTextPair } from "@alt2img/core";
import { type ScoreTable, scoreTable, TableVerdict } from "@alt2img/dataset/funnel";
import { type Histogram, histogramOf } from "./histogram.js";
import { isNumberKey, type NumberKey, ruleKeys } from "./rule-settings.js";
import { numberRules, ruleOf } from "./rules.js";
import { columnOf } from "./set-funnel.js";

/** What every rule says about every pair, and how its values are spread. */
export type MeasuredPairs = {
  /** Without the rules that no pair has a value for: all pairs would be lost. */
  readonly table: ScoreTable;
  readonly histograms: Readonly<Partial<Record<NumberKey, Histogram>>>;
};

/** Measures pairs by every rule, so that thresholds can be moved without measuring again. */
export async function measureByRules(
  pairs: readonly ImageTextPair[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<MeasuredPairs> {
  const whole = await scoreTable(pairs, ruleKeys.map(ruleOf), { signal });
  const columns = whole.columns.filter(
    ({ threshold, verdicts }) => threshold === undefined || verdicts.includes(TableVerdict.measured),
  );
  const table = { ...whole, columns };
  const histograms: Partial<Record<NumberKey, Histogram>> = {};
  for (const key of ruleKeys.filter(isNumberKey)) {
    const column = columnOf(table, key);
    if (column === undefined) continue;
    const values = column.values.filter((_, i) => column.verdicts[i] === TableVerdict.measured);
    const histogram = histogramOf(values, table.length - values.length, numberRules[key].step);
    if (histogram !== undefined) histograms[key] = histogram;
  }
  return { table, histograms };
}
