/** Which texts a rule about languages keeps. */
export type LanguageChoice = "english" | "other" | "none";

/** How strict each rule is: a bound, a choice of languages, `true` for a rule without either. Rules that are off are left out. */
export type RuleSettings = {
  /** Only the first of pairs with the same address and text. */
  duplicates?: true;
  /** Least length of the text, in characters. */
  text?: number;
  /** Least length of the picture's shorter side, in pixels, as the page declares it. */
  side?: number;
  /** Least size of the picture's file. */
  bytes?: number;
  language?: LanguageChoice;
  /** Least CLIP similarity of picture and text, from −1 to 1. */
  similarity?: number;
  /** Bound of a score from about 1 to 10, which has to be above it. */
  aesthetic?: number;
  /** Bound of the probability of a watermark, which has to be below it. */
  watermark?: number;
  /** Bound of the probability of unsafe content, which has to be below it. */
  unsafe?: number;
};
export type RuleKey = keyof RuleSettings;
export type NumberKey = Exclude<RuleKey, "duplicates" | "language">;

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

export const languageChoices: readonly LanguageChoice[] = ["english", "other", "none"];

export const isNumberKey = (key: RuleKey): key is NumberKey => key !== "duplicates" && key !== "language";

/** Reads `duplicates,text:5,language:english`. What it doesn't know, and what can't be, it leaves out. */
export function parseRules(written: string): RuleSettings {
  const found: RuleSettings = {};
  for (const part of written.split(",")) {
    const [name = "", value = ""] = part.trim().split(":");
    const key = ruleKeys.find((each) => each === name);
    if (key === undefined) continue;
    if (key === "duplicates") found.duplicates = true;
    else if (key === "language") {
      const choice = languageChoices.find((each) => each === value);
      if (choice !== undefined) found.language = choice;
    } else if (isNumberKey(key) && value.trim() !== "" && Number.isFinite(Number(value))) found[key] = Number(value);
  }
  return found;
}

/** The inverse. */
export function formatRules(rules: Readonly<RuleSettings>): string {
  return ruleKeys
    .filter((key) => rules[key] !== undefined)
    .map((key) => (key === "duplicates" ? key : `${key}:${rules[key]}`))
    .join(",");
}
