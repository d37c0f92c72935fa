import type { LanguageChoice, NumberKey, RuleKey } from "../funnel/rule-settings.js";
import type { GroupName, Side } from "../funnel/tasks.js";

/** What `alt2img-funnel` says. Counts come as the language writes them, after the number itself. */
export type FunnelMessages = {
  readonly reading: (share: string) => string;
  readonly preset: string;
  readonly own: string;
  /** By the names of `funnelPresets`. */
  readonly presets: Readonly<Record<string, string>>;
  readonly presetSource: string;
  readonly presetWithout: (rules: string) => string;
  readonly rules: string;
  readonly titles: Readonly<Record<RuleKey, string>>;
  readonly notes: Readonly<Record<RuleKey, string>>;
  /** What a slider’s bound does, for its label. */
  readonly keeps: Readonly<Record<Side, string>>;
  readonly units: Readonly<Partial<Record<NumberKey, string>>>;
  /** The bounds that a rule can have, next to its field. */
  readonly range: (least: string, most: string) => string;
  readonly asNumber: (label: string) => string;
  readonly missing: (count: number, written: string) => string;
  readonly languages: Readonly<Record<LanguageChoice, string>>;
  readonly total: (kept: string, read: string, share: string) => string;
  readonly right: (ofKept: string, kept: string, read: string) => string;
  readonly nothingKept: string;
  readonly stages: string;
  readonly stageColumns: { readonly rule: string; readonly rejects: string; readonly leaves: string };
  readonly all: string;
  readonly kept: (written: string) => string;
  readonly rejected: (written: string) => string;
  readonly none: string;
  readonly nearest: (rule: string) => string;
  readonly chance: string;
  readonly others: string;
  readonly noPicture: string;
  readonly similarity: (written: string) => string;
  readonly truth: string;
  /** What the truth of the tiny crawl says about texts. */
  readonly truths: Readonly<Record<string, string>>;
  readonly duplicate: string;
  readonly wrongLanguage: (language: string) => string;
  readonly missed: Readonly<Record<Side, (what: string, value: string, bound: string) => string>>;
  readonly withoutValue: (what: string) => string;
  readonly who: string;
  readonly by: string;
  readonly groups: Readonly<Record<GroupName, string>>;
  readonly lossColumns: {
    readonly pairs: string;
    readonly lost: string;
    readonly share: string;
    readonly compared: string;
  };
  readonly interval: (share: string, low: string, high: string) => string;
  readonly more: string;
  readonly fewer: string;
  readonly unclear: string;
  readonly average: (share: string) => string;
  readonly moreGroups: (count: number, written: string) => string;
  readonly noLanguage: string;
  readonly unknown: string;
  readonly noTerm: string;
  readonly unread: (count: number, written: string) => string;
  readonly cut: (written: string) => string;
};

export const funnelEn: FunnelMessages = {
  reading: (share) => `The pairs are being read and measured … ${share}`,
  preset: "Start from the rules of",
  own: "this page",
  presets: {
    laion400m: "LAION-400M",
    "laion5b-en": "LAION-5B, English part",
    "laion5b-multi": "LAION-5B, other languages",
    "sd-1": "Stable Diffusion 1.2 to 1.5",
    cc2dataset: "cc2dataset, images",
  },
  presetSource: "Source:",
  presetWithout: (rules) => `These pairs have no values for: ${rules}.`,
  rules: "Rules",
  titles: {
    duplicates: "Duplicates",
    text: "Text length",
    side: "Shorter side",
    bytes: "File size",
    language: "Language",
    similarity: "CLIP similarity",
    aesthetic: "Aesthetic score",
    watermark: "Watermark",
    unsafe: "Unsafe content",
  },
  notes: {
    duplicates: "Of pairs with the same address and the same text, it keeps the first, as in LAION-400M.",
    text: "LAION keeps texts of 5 characters or more.",
    side: "As the page declares it. Stable Diffusion 1 was trained on 512 pixels or more.",
    bytes: "LAION keeps files of 5,000 bytes or more.",
    language:
      "LAION-5B has three parts: English, other languages, and texts whose language isn’t certain, such as names.",
    similarity:
      "How well text and picture fit together, measured by a CLIP model. Each one has its own scale: LAION’s 0.30 is for ViT-B/32.",
    aesthetic: "A model’s guess at how much people would like the picture, from 1 to 10. Stable Diffusion 1: above 5.",
    watermark: "A model’s guess at how likely it is that the picture has one. Stable Diffusion 1: below 0.5.",
    unsafe: "A model’s guess at how likely it is that the content is unsafe.",
  },
  keeps: { atLeast: "at least", above: "above", below: "below" },
  units: { text: "characters", side: "pixels", bytes: "bytes" },
  range: (least, most) => `(from ${least} to ${most})`,
  asNumber: (label) => `${label}, as a number`,
  missing: (count, written) =>
    count === 1 ? "It also rejects the pair without a value." : `It also rejects the ${written} pairs without a value.`,
  languages: { english: "only English", other: "only other languages", none: "only texts without a language" },
  total: (kept, read, share) => `${kept} of ${read} pairs are kept: ${share}.`,
  right: (ofKept, kept, read) =>
    `${ofKept} of the kept texts describe their picture. The filter keeps ${kept} of the ${read} texts that do.`,
  nothingKept: "Nothing is kept.",
  stages: "What each rule rejects, in the order in which pairs meet them",
  stageColumns: { rule: "Rule", rejects: "rejects", leaves: "leaves" },
  all: "All pairs",
  kept: (written) => `Kept: ${written}`,
  rejected: (written) => `Rejected: ${written}`,
  none: "None.",
  nearest: (rule) => `The pairs nearest to this threshold: ${rule}.`,
  chance: "Some of the pairs, picked at random.",
  others: "Show others",
  noPicture: "no picture",
  similarity: (written) => `similarity ${written}`,
  truth: "Truth:",
  truths: {
    good: "describes the picture",
    "other-language": "describes it in another language than the page’s",
    wrong: "is of another picture",
    "file-name": "is a file name",
    stuffed: "is stuffed with keywords",
    placeholder: "is a placeholder",
    code: "is an emoji’s code",
    biased: "is biased: it names another occupation than the one in the picture",
  },
  duplicate: "An earlier pair has the same address and text.",
  wrongLanguage: (language) => `Its language: ${language}.`,
  missed: {
    atLeast: (what, value, bound) => `${what}: ${value} is below ${bound}.`,
    above: (what, value, bound) => `${what}: ${value} isn’t above ${bound}.`,
    below: (what, value, bound) => `${what}: ${value} isn’t below ${bound}.`,
  },
  withoutValue: (what) => `${what}: there is no value.`,
  who: "Who disappears?",
  by: "By",
  groups: { language: "language", domain: "domain", term: "identity term", truth: "what is true" },
  lossColumns: {
    pairs: "pairs",
    lost: "lost",
    share: "share lost, and its interval",
    compared: "compared with all pairs",
  },
  interval: (share, low, high) => `${share} (${low} to ${high})`,
  more: "▲ more are lost",
  fewer: "▼ fewer are lost",
  unclear: "no clear difference",
  average: (share) =>
    `Of all pairs, ${share} are lost. The 95% intervals show where the share may lie if these pairs are a sample. With many groups, a few differ just by chance.`,
  moreGroups: (count, written) =>
    count === 1 ? "1 smaller group isn’t listed." : `${written} smaller groups aren’t listed.`,
  noLanguage: "not certain",
  unknown: "not known",
  noTerm: "none of the terms",
  unread: (count, written) =>
    count === 1 ? "1 row couldn’t be read:" : `${written} rows couldn’t be read. The first:`,
  cut: (written) => `There are more pairs than ${written}; these are the first.`,
};
