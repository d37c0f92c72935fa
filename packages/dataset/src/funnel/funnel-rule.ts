import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import { checkMeasuredRule, type MeasuredRule } from "../rules/measured-rule.js";
import { checkRuleNames, type PairRule } from "../rules/pair-rule.js";
import type { RuleValue } from "../rules/threshold.js";

/** Why a rule that compares pairs leaves one out: in words, with what it measured. */
export type ComparisonLoss = { reason: string; value?: RuleValue };

/** Compares a pair with those that it was called with before; `undefined` keeps the pair. */
export type Compare = (pair: ImageTextPair) => ComparisonLoss | undefined;

/**
 * A rule that compares each pair with earlier ones, such as one against duplicates. It sees only the pairs that the rules
 * before it keep.
 */
export type ComparingRule = {
  readonly name: string;
  readonly source?: string | undefined;
  /** Makes the state of one run, so that two runs don't see each other's pairs. `compare` may throw an `Alt2imgError`. */
  start(): Compare;
};

/** A rule of a funnel: a condition, a measurement with a threshold, or a comparison with earlier pairs. */
export type FunnelRule = PairRule | MeasuredRule | ComparingRule;

export function isMeasured(rule: FunnelRule): rule is MeasuredRule {
  return "threshold" in rule;
}

export function isComparing(rule: FunnelRule): rule is ComparingRule {
  return "start" in rule;
}

/** @throws Alt2imgError `dataset/rule-name`, `dataset/threshold`, `dataset/rule` */
export function checkRules(rules: readonly FunnelRule[]): void {
  checkRuleNames(rules);
  for (const rule of rules) {
    if (isMeasured(rule)) checkMeasuredRule(rule);
    else if (!(isComparing(rule) ? isFunction(rule.start) : isFunction(rule.keep))) {
      throw new Alt2imgError(
        "dataset/rule",
        `“${rule.name}” isn't a rule: it must have keep(pair), a threshold with something to measure, or start().`,
      );
    }
  }
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}
