import type { Language } from "../base/language.js";

/** What a score is shown as. */
export type Measure = "cosine" | "logit" | "probability";

export const measures: readonly Measure[] = ["cosine", "logit", "probability"];

/** In English `0.57`, `−0.08`, `21.3`, `87%`. */
export function formatScore(value: number, measure: Measure, language: Language = "en"): string {
  if (measure === "probability") return percent(value, language);
  return signed(value, measure === "cosine" ? 2 : 1, language);
}

/** With a real minus sign, and without `−0.00`. */
export function signed(value: number, digits: number, language: Language = "en"): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "negative" } as const;
  return value.toLocaleString(language, options).replace("-", "−");
}

/** Of a probability from 0 to 1, in English: `87%`, `0.4%`, `< 0.1%`. */
export function percent(probability: number, language: Language = "en"): string {
  const format = (share: number, digits: number): string =>
    share.toLocaleString(language, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (probability < 0.001) return `< ${format(0.001, 1)}`;
  return format(probability, probability < 0.0995 ? 1 : 0);
}
