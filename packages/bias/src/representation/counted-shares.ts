import { createRandom } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { drawShares, expectedShares } from "../statistics/draw.js";
import { shareInterval } from "../statistics/share-intervals.js";
import { fitPValue, isSame } from "./fit.js";
import { checkShareOptions, type ShareOptions, type Shares, summarize } from "./summary.js";

/**
 * Shares of values that are known for each thing: labels by hand, words of captions, clusters. Each share has Wilson's interval; the
 * intervals of entropy, evenness and distances come from draws of shares that could have given the counts.
 *
 * By hand: 8 red, 4 green and 4 blue things have shares of ½, ¼ and ¼, an entropy of 1.5 bits, an evenness of 0.94639, and a total
 * variation of 1/6 from a third each.
 *
 * @param counts of every value that could come up, with 0 for those that didn't
 * @throws Alt2imgError `bias/counts` for counts that aren't whole or add up to 0; `bias/sets`; `bias/option`; `core/seed`
 */
export function countedShares(counts: Readonly<Record<string, number>>, options: ShareOptions = {}): Shares {
  const values = Object.keys(counts);
  const checked = checkShareOptions(values, options);
  const { reference, level, draws, seed } = checked;
  const all = values.map((value) => counts[value]!);
  const n = all.reduce((sum, count) => sum + count, 0);
  if (n === 0 || !all.every((count) => Number.isSafeInteger(count) && count >= 0)) {
    throw biasError("counts", `The counts are ${JSON.stringify(counts)}; give whole numbers, not all of them 0.`);
  }
  const random = createRandom(seed);
  const shares = all.map((count) => count / n);
  const drawn = Array.from({ length: draws }, () => drawShares(all, random));
  const uniform = values.map(() => 1 / values.length);
  const pReference = fitPValue(all, reference, draws, random);
  const pUniform = isSame(reference, uniform) ? pReference : fitPValue(all, uniform, draws, random);
  const intervals = all.map((count) => shareInterval(count, n, level));
  const uncertain = { shares, interval: intervals[0]!, center: expectedShares(all), drawn, pUniform, pReference };
  return {
    n,
    values: values.map((value, i) => ({
      value,
      count: all[i]!,
      share: shares[i]!,
      interval: intervals[i]!,
    })),
    ...summarize(values, uncertain, checked),
    warnings: tooFew(n, values.length),
  };
}

export function tooFew(n: number, values: number): string[] {
  if (n >= 5 * values) return [];
  return [
    `${n === 1 ? "1 thing is" : `${n} things are`} few for ${values} values: entropy and distances are uncertain. Count ${5 * values} or more.`,
  ];
}
