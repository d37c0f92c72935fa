import { minTextLength } from "@alt2img/dataset";
import {
  dedupeUrlsAndTexts,
  type FunnelPresetName,
  type FunnelRule,
  funnelPresets,
  type MeasuredRule,
  maxUnsafe,
  maxWatermark,
  minAesthetic,
  minFileSize,
  minSide,
  minSimilarity,
  type Threshold,
  thresholdRule,
} from "@alt2img/dataset/funnel";
import { isNumberKey, type LanguageChoice, type NumberKey, type RuleKey, type RuleSettings } from "./rule-settings.js";

/** A rule with a slider. */
export type NumberRule = {
  readonly rule: MeasuredRule;
  /** What the slider moves by. */
  readonly step: number;
  /** Where it starts when the rule is switched on. */
  readonly start: number;
};

const ifMissing = "reject";
/** Rules have the threshold in their name; here it moves. */
const named = <Rule extends FunnelRule>(name: string, rule: Rule): Rule => ({ ...rule, name });

export const numberRules: Readonly<Record<NumberKey, NumberRule>> = {
  text: { rule: named("short text", minTextLength(0)), step: 1, start: 5 },
  side: { rule: named("small picture", minSide(0, { ifMissing })), step: 1, start: 32 },
  bytes: { rule: named("small file", minFileSize(0, { ifMissing })), step: 50, start: 500 },
  similarity: { rule: minSimilarity(0, { ifMissing }), step: 0.01, start: 0.15 },
  aesthetic: { rule: minAesthetic(5, { ifMissing }), step: 0.1, start: 5 },
  watermark: { rule: maxWatermark(0.5, { ifMissing }), step: 0.01, start: 0.5 },
  unsafe: { rule: maxUnsafe(0.5, { ifMissing }), step: 0.01, start: 0.5 },
};

const duplicates: FunnelRule = dedupeUrlsAndTexts();
const language: FunnelRule = thresholdRule({
  name: "other language",
  quantity: "language",
  column: "LANGUAGE",
  threshold: { noneOf: [] },
  ifMissing,
});

/** The rule that a key stands for. A pair without a value is rejected. */
export function ruleOf(key: RuleKey): FunnelRule {
  if (isNumberKey(key)) return numberRules[key].rule;
  return key === "language" ? language : duplicates;
}

const languageThresholds: Readonly<Record<LanguageChoice, Threshold>> = {
  english: { oneOf: ["en"] },
  other: { noneOf: ["en", "nolang"] },
  none: { oneOf: ["nolang"] },
};

/** From the least to the greatest bound that a rule can have. */
export const rangeOf = (key: NumberKey): readonly [number, number] =>
  numberRules[key].rule.range ?? [-Infinity, Infinity];

/** The threshold of a rule that has one. A bound that the rule doesn't allow, such as from an address, is brought into its range. */
export function thresholdOf(key: RuleKey, settings: Readonly<RuleSettings>): Threshold | undefined {
  if (key === "language") return settings.language && languageThresholds[settings.language];
  if (!isNumberKey(key)) return undefined;
  const bound = settings[key];
  const { threshold } = numberRules[key].rule;
  const [least, most] = rangeOf(key);
  return bound === undefined ? undefined : withBound(threshold, Math.min(most, Math.max(least, bound)));
}

function withBound(threshold: Threshold, bound: number): Threshold {
  if ("above" in threshold) return { above: bound };
  if ("below" in threshold) return { below: bound };
  return { atLeast: bound };
}

/** The rules of a published dataset, as far as there is a key for them. */
export function presetSettings(name: FunnelPresetName): RuleSettings {
  const settings: RuleSettings = {};
  for (const rule of funnelPresets[name].rules()) {
    if (rule.name.startsWith("same address")) settings.duplicates = true;
    if (!("threshold" in rule)) continue;
    const { threshold, quantity } = rule;
    for (const [choice, wanted] of Object.entries(languageThresholds)) {
      if (JSON.stringify(threshold) === JSON.stringify(wanted)) settings.language = choice as LanguageChoice;
    }
    const key = (Object.keys(numberRules) as NumberKey[]).find((each) => numberRules[each].rule.quantity === quantity);
    const bound = Object.values(threshold)[0];
    if (key !== undefined && typeof bound === "number") settings[key] = bound;
  }
  return settings;
}
