import {
  type MovedFunnel,
  moveThresholds,
  type ScoreColumn,
  type ScoreTable,
  type Threshold,
} from "@alt2img/dataset/funnel";
import { type RuleKey, type RuleSettings, ruleKeys } from "./rule-settings.js";
import { ruleOf, thresholdOf } from "./rules.js";

/** The funnel as it is set: `lostAt` counts the rules in `active` from 1. */
export type SetFunnel = MovedFunnel & { readonly active: readonly RuleKey[] };

/** The rules that are on, and that the data has values for. */
function activeRules(table: ScoreTable, settings: Readonly<RuleSettings>): RuleKey[] {
  return ruleKeys.filter((key) => settings[key] !== undefined && columnOf(table, key) !== undefined);
}

export function columnOf(table: ScoreTable, key: RuleKey): ScoreColumn | undefined {
  return table.columns.find(({ rule }) => rule === ruleOf(key).name);
}

/** Runs the funnel again with these thresholds. */
export function setFunnel(table: ScoreTable, settings: Readonly<RuleSettings>): SetFunnel {
  const active = activeRules(table, settings);
  const columns = active.map((key) => columnOf(table, key)!);
  const thresholds: Record<string, Threshold> = {};
  for (const key of active) {
    const threshold = thresholdOf(key, settings);
    if (threshold !== undefined) thresholds[ruleOf(key).name] = threshold;
  }
  return { ...moveThresholds({ length: table.length, columns }, thresholds), active };
}
