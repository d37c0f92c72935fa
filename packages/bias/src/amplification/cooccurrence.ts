import { biasError } from "../bias-error.js";
import type { Interval } from "../statistics/bootstrap-interval.js";
import {
  type BiasAmplificationOptions,
  conditionalShares,
  type GivenItem,
  type LabelledItem,
  weightedSharesInterval,
} from "./weighted-shares.js";

/** Bias amplification by co-occurrence. Plain data. */
export type CooccurrenceAmplification = {
  readonly value: number;
  /** Of the outputs' chance; the training data is taken as given. Left out without variation. */
  readonly interval?: Interval;
  /** The pairs that the training data leans to. */
  readonly pairs: readonly {
    readonly attribute: string;
    readonly task: string;
    /** b*, the attribute's share of the task's training items. */
    readonly training: number;
    /** b̃, its share of the task's outputs. */
    readonly outputs: number;
  }[];
  readonly n: { readonly training: number; readonly outputs: number };
  readonly warnings: readonly string[];
};

/**
 * The bias amplification of Zhao et al. 2017: the mean, over tasks, of how much more of a task's outputs have the attributes that it leans
 * to in the training data.
 *
 *     b(t, a) = c(t, a) / Σ c(t, a′) over all attributes a′
 *     amplification = 1 / |T| · Σ b̃(t, a) − b*(t, a), over pairs with b*(t, a) > 1 / |A|
 *
 * Where an attribute is rare in all tasks, no task leans to it by this measure; `directionalAmplification` repairs that.
 *
 * By hand: of 10 apples 6 are red and 4 green in the training data, of 10 pears 4 and 6. If 9 of 10 apples that a model draws are
 * red, and 4 of its 10 pears, the amplification is ((0.9 − 0.6) + (0.6 − 0.6)) / 2 = 0.15.
 *
 * @param sets items with one attribute each
 * @throws Alt2imgError `bias/sets` for an item without an attribute or with several, or without any task in both sets; `bias/option`
 * @see Zhao et al. 2017, "Men also like shopping", §3, https://arxiv.org/abs/1707.09457
 */
export function cooccurrenceAmplification(
  { training, outputs }: { readonly training: readonly LabelledItem[]; readonly outputs: readonly LabelledItem[] },
  options: BiasAmplificationOptions = {},
): CooccurrenceAmplification {
  const all = [...training, ...outputs];
  const wrong = all.find(({ attributes }) => attributes.length !== 1);
  if (wrong !== undefined) {
    throw biasError(
      "sets",
      `An item has the attributes ${JSON.stringify(wrong.attributes)}; give one attribute for each item.`,
    );
  }
  const attributes = [...new Set(all.flatMap((item) => item.attributes))];
  const turned = (items: readonly LabelledItem[]): GivenItem[] =>
    items.map(({ attributes: found, tasks: given }) => ({ given, found }));
  const [learned, found] = [conditionalShares(turned(training)), conditionalShares(turned(outputs))];
  const named = [...new Set(all.flatMap((item) => item.tasks))];
  const tasks = named.filter((task) => Number.isFinite(learned(task, "")) && Number.isFinite(found(task, "")));
  if (tasks.length === 0) {
    throw biasError("sets", "No task is in both the training data and the outputs. Use the same names in both.");
  }
  const pairs = tasks.flatMap((task) =>
    attributes
      // A share of exactly 1 / |A| isn't above it, though its floating-point number may be.
      .filter((attribute) => learned(task, attribute) * attributes.length > 1 + 1e-12)
      .map((attribute) => ({ attribute, task, training: learned(task, attribute), outputs: found(task, attribute) })),
  );
  const leaning = new Set(pairs.map(({ attribute, task }) => JSON.stringify([task, attribute])));
  const weight = (task: string, attribute: string): number =>
    leaning.has(JSON.stringify([task, attribute])) ? 1 / tasks.length : 0;
  const less = pairs.reduce((sum, pair) => sum + pair.training, 0) / tasks.length;
  const interval = weightedSharesInterval(turned(outputs), attributes, weight, less, options);
  const skipped = named.length - tasks.length;
  return {
    value: pairs.reduce((sum, pair) => sum + pair.outputs, 0) / tasks.length - less,
    ...(interval === undefined ? {} : { interval }),
    pairs,
    n: { training: training.length, outputs: outputs.length },
    warnings:
      skipped === 0
        ? []
        : [`${skipped} of ${named.length} tasks are left out, since they are in one of the sets only.`],
  };
}
