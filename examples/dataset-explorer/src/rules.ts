import type { FunnelRule } from "@alt2img/dataset/funnel";
import {
  type LanguageChoice,
  type NumberKey,
  type NumberRule as Rule,
  type RuleKey,
  ruleOf,
  numberRules as sliders,
} from "@alt2img/elements/funnel/pairs-funnel";

export const languageTitles: Readonly<Record<LanguageChoice, string>> = {
  english: "only English",
  other: "only other languages",
  none: "only texts without a language",
};

type RuleWords = {
  readonly title: string;
  /** What it does, for the label of its control. */
  readonly keeps: string;
  readonly note: string;
};
/** A rule with a slider. */
export type NumberRule = RuleWords & Rule & { readonly unit?: string };

export const numberRules: Readonly<Record<NumberKey, NumberRule>> = {
  text: {
    ...sliders.text,
    title: "Text length",
    keeps: "at least",
    note: "LAION keeps texts of 5 characters or more.",
    unit: "characters",
  },
  side: {
    ...sliders.side,
    title: "Shorter side",
    keeps: "at least",
    note: "As the page declares it. Stable Diffusion 1 was trained on 512 pixels or more.",
    unit: "pixels",
  },
  bytes: {
    ...sliders.bytes,
    title: "File size",
    keeps: "at least",
    note: "LAION keeps files of 5,000 bytes or more.",
    unit: "bytes",
  },
  similarity: {
    ...sliders.similarity,
    title: "CLIP similarity",
    keeps: "at least",
    note: "How well the text fits the picture, for a CLIP. Each CLIP has a scale of its own: LAION’s 0.30 is for ViT-B/32.",
  },
  aesthetic: {
    ...sliders.aesthetic,
    title: "Aesthetic score",
    keeps: "above",
    note: "A model’s guess how much people would like the picture, from 1 to 10. Stable Diffusion 1: above 5.",
  },
  watermark: {
    ...sliders.watermark,
    title: "Watermark",
    keeps: "probability below",
    note: "Stable Diffusion 1: below 0.5.",
  },
  unsafe: { ...sliders.unsafe, title: "Unsafe content", keeps: "probability below", note: "A model’s guess." },
};

export const ruleInfo: Readonly<Record<RuleKey, RuleWords & { readonly rule: FunnelRule }>> = {
  ...numberRules,
  duplicates: {
    rule: ruleOf("duplicates"),
    title: "Duplicates",
    keeps: "keep only the first",
    note: "Pairs with the same address and the same text, as in LAION-400M. LAION-5B compared only the addresses.",
  },
  language: {
    rule: ruleOf("language"),
    title: "Language",
    keeps: "keep",
    note: "LAION-5B has three parts: English, other languages, and texts whose language isn’t certain, such as names.",
  },
};
