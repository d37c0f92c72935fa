import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { PairRule } from "./pair-rule.js";
import { checkThreshold, meets, type RuleValue, type Threshold } from "./threshold.js";

/** What happens to a pair that has no value for a rule. None of them is silent: the report counts all three. */
export type IfMissing = "keep" | "reject" | "fail";

/** A rule that measures something of a pair, and keeps the pair if the value is on the right side of a threshold. */
export type MeasuredRule = {
  readonly name: string;
  readonly source?: string | undefined;
  /** What is measured, as in the reason: `similarity` in “similarity 0.21 is below 0.28”. */
  readonly quantity: string;
  readonly threshold: Threshold;
  /** The least and the greatest bound that make sense, such as `[-1, 1]` for cosines. Default: any finite one. */
  readonly range?: readonly [number, number] | undefined;
  /**
   * The key under which pairs have the value. It is read if it is there, and otherwise what was measured is stored under
   * it, so nothing is measured twice.
   */
  readonly column?: string | undefined;
  /** The value of a pair; `undefined` if it hasn't got one. Throws an `Alt2imgError` if it can't be measured. */
  readonly measure?: Measure | undefined;
  /** The values of several pairs in one call, in their order, for models: used instead of `measure`. */
  readonly measureMany?: MeasureMany | undefined;
  /** Default `"fail"`. */
  readonly ifMissing?: IfMissing | undefined;
};

/** The options of a measurement. */
export type MeasureOptions = { signal?: AbortSignal | undefined };

export type Measure = (
  pair: ImageTextPair,
  options: MeasureOptions,
) => RuleValue | undefined | Promise<RuleValue | undefined>;

export type MeasureMany = (
  pairs: readonly ImageTextPair[],
  options: MeasureOptions,
) => ArrayLike<RuleValue | undefined> | Promise<ArrayLike<RuleValue | undefined>>;

export type ThresholdRuleOptions = Omit<MeasuredRule, "measure" | "measureMany"> & {
  /** The value of a pair; `undefined` if it hasn't got one. Without it, the value is what the column has. */
  measure?: ((pair: ImageTextPair) => RuleValue | undefined) | undefined;
};

const missingKinds: readonly IfMissing[] = ["keep", "reject", "fail"];

/**
 * A rule over a column, or over a value that is computed at once. It can be in a recipe as well as in a funnel.
 *
 * @throws Alt2imgError `dataset/threshold`, `dataset/rule`
 */
export function thresholdRule(options: ThresholdRuleOptions): MeasuredRule & PairRule {
  const checked = checkMeasuredRule(options);
  return {
    ...options,
    keep(pair) {
      const value = storedValue(options, pair) ?? options.measure?.(pair);
      const checkedValue = checkValue(options, value);
      if (checkedValue !== undefined) return meets(checked, checkedValue);
      if (options.ifMissing === "keep" || options.ifMissing === "reject") return options.ifMissing === "keep";
      throw missingValue(options);
    },
  };
}

/** @throws Alt2imgError `dataset/threshold`, `dataset/rule` */
export function checkMeasuredRule(rule: MeasuredRule): ReturnType<typeof checkThreshold> {
  if (rule.ifMissing !== undefined && !missingKinds.includes(rule.ifMissing)) {
    const kinds = missingKinds.map((kind) => `"${kind}"`).join(", ");
    throw new Alt2imgError(
      "dataset/rule",
      `ifMissing of “${rule.name}” is “${rule.ifMissing}”; it must be one of ${kinds}.`,
    );
  }
  if (rule.column === undefined && rule.measure === undefined && rule.measureMany === undefined) {
    throw new Alt2imgError("dataset/rule", `“${rule.name}” has nothing to measure: give it a column or a measure.`);
  }
  return checkThreshold(rule.threshold, rule.name, rule.range);
}

/** What the pair already has under the rule's column; an empty cell of a table is missing. */
export function storedValue({ column }: Pick<MeasuredRule, "column">, pair: ImageTextPair): unknown {
  if (column === undefined || !Object.hasOwn(pair, column)) return undefined;
  const value: unknown = Reflect.get(pair, column);
  if (value === null) return undefined;
  return typeof value === "bigint" ? Number(value) : value;
}

/** @throws Alt2imgError `dataset/rule-value` unless the value is of the threshold's type; NaN and infinity aren't numbers */
export function checkValue({ threshold, quantity, name }: MeasuredRule, value: unknown): RuleValue | undefined {
  if (value === undefined || value === null) return undefined;
  const isList = "oneOf" in threshold || "noneOf" in threshold;
  if (isList && typeof value === "string") return value;
  if (!isList && typeof value === "number" && Number.isFinite(value)) return value;
  throw new Alt2imgError(
    "dataset/rule-value",
    `${quantity} is ${String(value).slice(0, 60)} (${typeof value}), so “${name}” can't decide; it must be a ${isList ? "string" : "finite number"}.`,
  );
}

export function missingValue({ quantity, name }: Pick<MeasuredRule, "quantity" | "name">): Alt2imgError {
  return new Alt2imgError(
    "dataset/missing-value",
    `A pair has no ${quantity}, so “${name}” can't decide. Measure it first, or say with ifMissing whether to keep or reject such pairs.`,
  );
}
