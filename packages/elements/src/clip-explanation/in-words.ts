import type { FilterVerdict, ScoreExplanation } from "@alt2img/clip";
import type { Language } from "../base/language.js";
import { signed } from "../clip/format-score.js";
import { clipExplanationMessages } from "../messages/clip-explanation.js";
import { fitOf } from "./fit.js";

/**
 * What a place among random pairs means: “The text …”.
 *
 * @param randomPercentile the percentage of pictures with another picture's text that score lower: 0 to 100
 */
export function fitInWords(randomPercentile: number, language: Language = "en"): string {
  return clipExplanationMessages[language].fit[fitOf(randomPercentile)];
}

export function baselineInWords(
  { randomPercentile, matchedPercentile }: NonNullable<ScoreExplanation["baseline"]>,
  language: Language = "en",
): string {
  const { baseline } = clipExplanationMessages[language];
  return baseline(outOf100(randomPercentile, language), outOf100(matchedPercentile, language));
}

/** `99 of 100`, `more than 99 of 100`, `all`, `hardly any`: to put before what is counted. */
export function outOf100(percentage: number, language: Language = "en"): string {
  const { outOf100: words } = clipExplanationMessages[language];
  if (percentage >= 100) return words.all;
  if (percentage < 1) return words.hardlyAny;
  return percentage > 99 ? words.moreThan99 : words.some(Math.round(percentage));
}

export function marginInWords(
  { mean, margin }: NonNullable<ScoreExplanation["gibberish"]>,
  language: Language = "en",
): string {
  const { gibberish } = clipExplanationMessages[language];
  const [base, more] = [gibberish.base(signed(mean, 2, language)), signed(margin, 2, language)];
  if (margin > 0.1) return `${base} ${gibberish.much(more)}`;
  return `${base} ${margin > 0.02 ? gibberish.little(more) : gibberish.nothing}`;
}

export function filterInWords(
  { dataset, threshold, kept, comparable, checkpoint }: FilterVerdict,
  language: Language = "en",
): string {
  const { filters } = clipExplanationMessages[language];
  const verdict = filters.verdict(dataset, signed(threshold, 2, language), kept);
  return comparable ? verdict : `${verdict} ${filters.otherModel(checkpoint)}`;
}
