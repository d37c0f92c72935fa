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

export const languageTitles = {
  english: "only English",
  other: "only other languages",
  none: "only texts without a language",
} as const;
export type LanguageChoice = keyof typeof languageTitles;

/** How strict each rule is: a bound, a choice of languages, `true` for a rule without either. Rules that are off are left out. */
export type RuleSettings = {
  duplicates?: true;
  text?: number;
  side?: number;
  bytes?: number;
  language?: LanguageChoice;
  similarity?: number;
  aesthetic?: number;
  watermark?: number;
  unsafe?: number;
};
export type RuleKey = keyof RuleSettings;
export type NumberKey = Exclude<RuleKey, "duplicates" | "language">;

type RuleInfo = {
  readonly title: string;
  /** What it does, for the label of its control. */
  readonly keeps: string;
  readonly note: string;
  readonly rule: FunnelRule;
};
/** A rule with a slider. */
export type NumberRule = RuleInfo & {
  readonly rule: MeasuredRule;
  readonly step: number;
  /** Where a slider starts when the rule is switched on. */
  readonly start: number;
  readonly unit?: string;
};

const ifMissing = "reject";
/** Rules have the threshold in their name; here it moves. */
const named = <Rule extends FunnelRule>(name: string, rule: Rule): Rule => ({ ...rule, name });

export const numberRules: Readonly<Record<NumberKey, NumberRule>> = {
  text: {
    title: "Text length",
    keeps: "at least",
    note: "LAION keeps texts of 5 characters or more.",
    rule: named("short text", minTextLength(0)),
    step: 1,
    start: 5,
    unit: "characters",
  },
  side: {
    title: "Shorter side",
    keeps: "at least",
    note: "As the page declares it. Stable Diffusion 1 was trained on 512 pixels or more.",
    rule: named("small picture", minSide(0, { ifMissing })),
    step: 1,
    start: 32,
    unit: "pixels",
  },
  bytes: {
    title: "File size",
    keeps: "at least",
    note: "LAION keeps files of 5,000 bytes or more.",
    rule: named("small file", minFileSize(0, { ifMissing })),
    step: 50,
    start: 500,
    unit: "bytes",
  },
  similarity: {
    title: "CLIP similarity",
    keeps: "at least",
    note: "How well the text fits the picture, for a CLIP. Each CLIP has a scale of its own: LAION’s 0.30 is for ViT-B/32.",
    rule: minSimilarity(0, { ifMissing }),
    step: 0.01,
    start: 0.15,
  },
  aesthetic: {
    title: "Aesthetic score",
    keeps: "above",
    note: "A model’s guess how much people would like the picture, from 1 to 10. Stable Diffusion 1: above 5.",
    rule: minAesthetic(5, { ifMissing }),
    step: 0.1,
    start: 5,
  },
  watermark: {
    title: "Watermark",
    keeps: "probability below",
    note: "Stable Diffusion 1: below 0.5.",
    rule: maxWatermark(0.5, { ifMissing }),
    step: 0.01,
    start: 0.5,
  },
  unsafe: {
    title: "Unsafe content",
    keeps: "probability below",
    note: "A model’s guess.",
    rule: maxUnsafe(0.5, { ifMissing }),
    step: 0.01,
    start: 0.5,
  },
};

const otherRules = {
  duplicates: {
    title: "Duplicates",
    keeps: "keep only the first",
    note: "Pairs with the same address and the same text, as in LAION-400M. LAION-5B compared only the addresses.",
    rule: dedupeUrlsAndTexts(),
  },
  language: {
    title: "Language",
    keeps: "keep",
    note: "LAION-5B has three parts: English, other languages, and texts whose language isn’t certain, such as names.",
    rule: thresholdRule({
      name: "other language",
      quantity: "language",
      column: "LANGUAGE",
      threshold: { noneOf: [] },
      ifMissing,
    }),
  },
} satisfies Record<string, RuleInfo>;

/** Every rule, in the order in which pairs meet them. One that compares pairs comes first, so that all others can be moved. */
export const ruleKeys: readonly RuleKey[] = [
  "duplicates",
  "text",
  "side",
  "bytes",
  "language",
  "similarity",
  "aesthetic",
  "watermark",
  "unsafe",
];
export const ruleInfo: Readonly<Record<RuleKey, RuleInfo>> = { ...numberRules, ...otherRules };
export const isNumberKey = (key: RuleKey): key is NumberKey => Object.hasOwn(numberRules, key);

const languageThresholds: Readonly<Record<LanguageChoice, Threshold>> = {
  english: { oneOf: ["en"] },
  other: { noneOf: ["en", "nolang"] },
  none: { oneOf: ["nolang"] },
};

/** The threshold of a rule that has one. A bound that the rule doesn't allow, such as from an address, is brought into its range. */
export function thresholdOf(key: RuleKey, settings: Readonly<RuleSettings>): Threshold | undefined {
  if (key === "language") return settings.language && languageThresholds[settings.language];
  if (!isNumberKey(key)) return undefined;
  const bound = settings[key];
  const { threshold, range: [least, most] = [-Infinity, Infinity] } = numberRules[key].rule;
  return bound === undefined ? undefined : withBound(threshold, Math.min(most, Math.max(least, bound)));
}

function withBound(threshold: Threshold, bound: number): Threshold {
  if ("above" in threshold) return { above: bound };
  if ("below" in threshold) return { below: bound };
  return { atLeast: bound };
}

/** The rules of a published dataset, as far as this page has them. */
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
