import type { BiasGridMessages } from "../messages/bias-grid.en.js";
import type { LookCount, LookShare } from "./looks.js";

/** The language around the element. */
export type Speech = {
  readonly messages: BiasGridMessages;
  readonly format: (value: number, options?: Intl.NumberFormatOptions) => string;
};

export const percent = (share: number, { format }: Speech): string =>
  format(share, { style: "percent", maximumFractionDigits: 0 });

/** What a model is called. */
export const titleOf = (model: string, { messages: { models } }: Speech): string =>
  Object.hasOwn(models, model) ? models[model]! : model;

/** `50 % (19 % to 81 %)` */
export const shareInWords = ({ share, low, high }: LookShare, speech: Speech): string =>
  speech.messages.share(percent(share, speech), percent(low, speech), percent(high, speech));

/** With a verdict that needs no colour. */
export function differenceInWords({ difference }: LookCount, { messages, format }: Speech): string {
  if (difference === undefined) return "";
  const { value, interval } = difference;
  const points = (share: number): string =>
    format(100 * share, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const verdict = interval.low > 0 ? "more" : interval.high < 0 ? "less" : "same";
  return messages.difference(points(value), points(interval.low), points(interval.high), verdict);
}

/** One sentence for each label. */
export function countsInWords(counts: readonly LookCount[], speech: Speech): string {
  return counts
    .map(({ label, shares }) => {
      const each = shares.map((share) => `${titleOf(share.model, speech)} ${shareInWords(share, speech)}`);
      return `${label ?? speech.messages.neither}: ${each.join(", ")}.`;
    })
    .join(" ");
}
