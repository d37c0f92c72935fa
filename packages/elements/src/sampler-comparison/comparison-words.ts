import type { Speech } from "../base/speech.js";
import type { SamplerComparisonMessages } from "../messages/sampler-comparison.en.js";
import { nearestOf } from "./nearest.js";
import type { Comparison } from "./order.js";
import { runsOf } from "./plan.js";
import type { SamplerSteps } from "./tasks.js";

export type ComparisonSpeech = Speech<SamplerComparisonMessages>;

/** With one decimal: good samplers are less than one per cent away. */
export const percent = (share: number, { format }: ComparisonSpeech): string =>
  format(share, { style: "percent", maximumFractionDigits: 1 });

/** `heun, 50 steps` */
export const runInWords = ({ sampler, steps }: SamplerSteps, { messages, format }: ComparisonSpeech): string =>
  messages.run(sampler, format(steps));

/** Which pictures are nearest to the reference: of all, and of each number of steps. */
export function summaryOf(
  { order: { plan }, pictures: [, ...pictures] }: Comparison,
  speech: ComparisonSpeech,
): string {
  const { messages, format } = speech;
  if (pictures.length + 1 < runsOf(plan).length) return messages.stopped(format(pictures.length));
  const best = nearestOf(pictures)!;
  const calls = messages.calls(format(best.calls));
  return [
    messages.best(runInWords(best, speech), calls, percent(best.difference, speech)),
    ...plan.steps.map((steps) => {
      const { sampler, difference } = nearestOf(pictures.filter((picture) => picture.steps === steps))!;
      return messages.bestAt(format(steps), sampler, percent(difference, speech));
    }),
  ].join(" ");
}
