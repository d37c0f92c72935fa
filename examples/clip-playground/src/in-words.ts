import type { FilterVerdict, ScoreExplanation } from "@alt2img/clip";
import { signed } from "./matrix.js";

/**
 * What a place among random pairs means.
 *
 * @param randomPercentile the percentage of pictures with another picture's text that score lower: 0 to 100
 */
export function fitInWords(randomPercentile: number): string {
  if (randomPercentile >= 99.5) return "fits very well";
  if (randomPercentile >= 95) return "fits well";
  if (randomPercentile >= 80) return "fits a little";
  if (randomPercentile >= 20) return "fits no better than any other text";
  return "fits worse than most other texts";
}

export function baselineInWords({
  randomPercentile,
  matchedPercentile,
}: NonNullable<ScoreExplanation["baseline"]>): string {
  return (
    `Take a picture and the text of some other picture: ${outOf100(randomPercentile)} such pairs score lower than this. ` +
    `Of pictures with their own text, ${outOf100(matchedPercentile)} do.`
  );
}

/** `99 of 100`, `more than 99 of 100`, `all`, `hardly any`: to put before what is counted. */
export function outOf100(percentage: number): string {
  if (percentage >= 100) return "all";
  if (percentage < 1) return "hardly any";
  return percentage > 99 ? "more than 99 of 100" : `${Math.round(percentage)} of 100`;
}

export function marginInWords({ mean, margin }: NonNullable<ScoreExplanation["gibberish"]>): string {
  const base = `Texts of random letters, as long as this one, score ${signed(mean, 2)} on average.`;
  if (margin > 0.1) return `${base} This text scores ${signed(margin, 2)} more: that much comes from what it means.`;
  if (margin > 0.02)
    return `${base} This text scores only ${signed(margin, 2)} more: little of its score comes from what it means.`;
  return `${base} This text scores no more than that: its meaning adds nothing.`;
}

export function filterInWords({ dataset, threshold, kept, comparable, checkpoint }: FilterVerdict): string {
  const verdict = `${dataset} kept pairs from ${threshold.toFixed(2)}: ${kept ? "it would keep" : "it would drop"} this one.`;
  return comparable
    ? verdict
    : `${verdict} But that number was chosen for the scores of ${checkpoint}. This model's scores are on another scale, so the verdict means nothing here.`;
}
