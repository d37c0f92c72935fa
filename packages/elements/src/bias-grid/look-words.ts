import type { Speech } from "../base/speech.js";
import type { BiasGridMessages } from "../messages/bias-grid.en.js";
import type { LookCount, LookShare } from "./looks.js";

export type BiasGridSpeech = Speech<BiasGridMessages>;

export const percent = (share: number, { format }: BiasGridSpeech): string =>
  format(share, { style: "percent", maximumFractionDigits: 0 });

/** What a model is called. */
export const titleOf = (model: string, { messages: { models } }: BiasGridSpeech): string =>
  Object.hasOwn(models, model) ? models[model]! : model;

/** `50 % (19 % to 81 %)` */
export const shareInWords = ({ share, low, high }: LookShare, speech: BiasGridSpeech): string =>
  speech.messages.share(percent(share, speech), percent(low, speech), percent(high, speech));

/** With a verdict that needs no colour. */
export function differenceInWords({ difference }: LookCount, { messages, format }: BiasGridSpeech): string {
  if (difference === undefined) return "";
  const { value, interval } = difference;
  const points = (share: number): string =>
    format(100 * share, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const verdict = interval.low > 0 ? "more" : interval.high < 0 ? "less" : "same";
  return messages.difference(points(value), points(interval.low), points(interval.high), verdict);
}

/** One sentence for each label. */
export function countsInWords(counts: readonly LookCount[], speech: BiasGridSpeech): string {
  return counts
    .map(({ label, shares }) => {
      const each = shares.map((share) => `${titleOf(share.model, speech)} ${shareInWords(share, speech)}`);
      return `${label ?? speech.messages.neither}: ${each.join(", ")}.`;
    })
    .join(" ");
}
