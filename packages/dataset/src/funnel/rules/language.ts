import { type IfMissing, type MeasuredRule, thresholdRule } from "../../rules/measured-rule.js";
import type { PairRule } from "../../rules/pair-rule.js";

/** What LAION calls a text whose language can't be told, such as a name. */
export const NO_LANGUAGE = "nolang";

/** LAION's three parts: English, any other language, and texts whose language can't be told. */
export type LanguagePart = "english" | "other" | "none";

export type LanguageOptions = {
  /** A text's language (ISO 639-1), or `"nolang"`: `loadLanguageDetector` of `@alt2img/dataset/language`, or your own. */
  detect?: ((text: string) => string) | undefined;
  /** The key of the language. Default `"LANGUAGE"`, LAION's column. */
  column?: string | undefined;
  /** What happens to a pair without a language, if nothing detects it. Default `"fail"`. */
  ifMissing?: IfMissing | undefined;
};

const parts = {
  english: { name: "not in English", threshold: { oneOf: ["en"] } },
  other: { name: "in English or no language", threshold: { noneOf: ["en", NO_LANGUAGE] } },
  none: { name: "in a known language", threshold: { oneOf: [NO_LANGUAGE] } },
} as const;

/**
 * Keeps one of the three parts into which LAION-5B is split by language.
 *
 * @see Schuhmann et al. 2022 (LAION-5B), section 3.2, https://arxiv.org/abs/2210.08402
 */
export function languagePart(
  part: LanguagePart,
  { detect, column = "LANGUAGE", ifMissing }: LanguageOptions = {},
): MeasuredRule & PairRule {
  return thresholdRule({
    ...parts[part],
    source: "LAION-5B, section 3.2",
    quantity: "language",
    column,
    ifMissing,
    measure: detect && (({ text }) => detect(text)),
  });
}
