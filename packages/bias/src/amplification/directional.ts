import { biasError } from "../bias-error.js";
import type { Interval } from "../statistics/bootstrap-interval.js";
import {
  type BiasAmplificationOptions,
  conditionalShares,
  type GivenItem,
  type LabelledItem,
  weightedSharesInterval,
} from "./weighted-shares.js";

/**
 * `"task-to-attribute"`: the task is given (a prompt's occupation) and the attribute is what the model makes of it.
 * `"attribute-to-task"`: the attribute is given (what an image shows) and the task is what the model says.
 */
export type AmplificationDirection = "attribute-to-task" | "task-to-attribute";

export type DirectionalOptions = BiasAmplificationOptions & {
  /**
   * What attribute and task add that are independent in the training data, to the last count: as in the paper's formula, they count
   * as if they avoided each other (`"paper"`, the default); as in its authors' program, nothing (`"zero"`).
   */
  readonly ties?: "paper" | "zero" | undefined;
};

/** One attribute with one task. */
export type DirectionalCell = {
  readonly attribute: string;
  readonly task: string;
  /** 1 if the two come together in the training data more often than by chance, −1 if less; of neither, by `ties`. */
  readonly correlation: 1 | 0 | -1;
  /** The share of what is predicted among what is given, in the reference and in the outputs; NaN if nothing has what is given. */
  readonly reference: number;
  readonly outputs: number;
  /** `correlation · (outputs − reference)` */
  readonly amplification: number;
};

/** Directional bias amplification. Plain data. */
export type DirectionalAmplification = {
  readonly direction: AmplificationDirection;
  /** The mean of the cells' amplification. Above 0, outputs go further where the training data leans. */
  readonly value: number;
  /** Of the outputs' chance; the training data and the reference are taken as given. Left out without variation. */
  readonly interval?: Interval;
  readonly cells: readonly DirectionalCell[];
  readonly n: { readonly training: number; readonly reference: number; readonly outputs: number };
  readonly warnings: readonly string[];
};

/** What `directionalAmplification` compares. */
export type DirectionalSets = {
  /** Decides which attributes lean to which tasks. */
  readonly training: readonly LabelledItem[];
  /** Items with what was given, and what the model predicted or drew for it. */
  readonly outputs: readonly LabelledItem[];
  /** True labels of what is predicted, for a classifier: those of the test set. Default: the training data. */
  readonly reference?: readonly LabelledItem[] | undefined;
};

/**
 * Directional bias amplification, BiasAmp→: does a model lean further where its training data leans? Unlike earlier measures it tells
 * the two directions apart, and doesn't count that some attributes are rarer than others.
 *
 *     BiasAmp→ = 1 / (|A| |T|) · Σ y Δ + (1 − y)(−Δ), over all attributes a and tasks t
 *     y = 1 if P(a, t) > P(a) P(t) in the training data, otherwise 0
 *     Δ = P(t̂ | a) − P(t | a) from attribute to task, P(â | t) − P(a | t) from task to attribute
 *
 * If each output has one label of what is predicted, the interval is made of Wilson's intervals for each label that is given; otherwise, and
 * with `ties: "zero"` if there are ties, it is a bootstrap among outputs with the same given labels.
 *
 * The mean leaves out cells whose given side never comes up, as the authors' program does; a warning counts them.
 *
 * By hand: of 10 apples 6 are red and 4 green in the training data, of 10 pears 4 and 6. If 9 of 10 apples that a model draws are red
 * and 1 green, and of its pears 4 and 6, then Δ from task to attribute is +0.3, −0.3, 0 and 0: BiasAmp→ = 0.6 / 4 = 0.15.
 *
 * @throws Alt2imgError `bias/sets` if there is no training data, no output, or no attribute and task in both; `bias/option`
 * @see Wang and Russakovsky 2021, "Directional Bias Amplification", formulas 3 to 5, https://arxiv.org/abs/2102.12594
 */
export function directionalAmplification(
  { training, outputs, reference = training }: DirectionalSets,
  direction: AmplificationDirection,
  options: DirectionalOptions = {},
): DirectionalAmplification {
  const { ties = "paper" } = options;
  if (training.length === 0 || outputs.length === 0) {
    throw biasError(
      "sets",
      `There are ${training.length} training items and ${outputs.length} outputs. Give some of each.`,
    );
  }
  const all = [...training, ...reference, ...outputs];
  const attributes = [...new Set(all.flatMap((item) => item.attributes))];
  const tasks = [...new Set(all.flatMap((item) => item.tasks))];
  const turned = (items: readonly LabelledItem[]): GivenItem[] =>
    items.map(({ attributes: a, tasks: t }) =>
      direction === "attribute-to-task" ? { given: a, found: t } : { given: t, found: a },
    );
  const correlation = correlationIn(training, ties);
  const [expected, found] = [conditionalShares(turned(reference)), conditionalShares(turned(outputs))];
  const cells = attributes.flatMap((attribute) =>
    tasks.map((task): DirectionalCell => {
      const pair = direction === "attribute-to-task" ? ([attribute, task] as const) : ([task, attribute] as const);
      const y = correlation(attribute, task);
      const shares = { reference: expected(...pair), outputs: found(...pair) };
      // 0 · −0.1 is −0.
      return { attribute, task, correlation: y, ...shares, amplification: y * (shares.outputs - shares.reference) + 0 };
    }),
  );
  const known = cells.filter((cell) => Number.isFinite(cell.amplification));
  if (known.length === 0) {
    throw biasError(
      "sets",
      "No label that is given in the outputs is in the training data, too. Use the same names in both.",
    );
  }
  const weights = new Map(
    known.map((cell) => [keyOf(direction, cell.attribute, cell.task), cell.correlation / known.length]),
  );
  const weight = (given: string, label: string): number => weights.get(JSON.stringify([given, label])) ?? 0;
  const less = known.reduce((sum, cell) => sum + cell.correlation * cell.reference, 0) / known.length;
  const interval = weightedSharesInterval(
    turned(outputs),
    direction === "attribute-to-task" ? tasks : attributes,
    weight,
    less,
    options,
  );
  const skipped = cells.length - known.length;
  return {
    direction,
    value: known.reduce((sum, cell) => sum + cell.amplification, 0) / known.length,
    ...(interval === undefined ? {} : { interval }),
    cells,
    n: { training: training.length, reference: reference.length, outputs: outputs.length },
    warnings:
      skipped === 0
        ? []
        : [`${skipped} of ${cells.length} pairs are left out, since what is given never comes up in one of the sets.`],
  };
}

const keyOf = (direction: AmplificationDirection, attribute: string, task: string): string =>
  JSON.stringify(direction === "attribute-to-task" ? [attribute, task] : [task, attribute]);

/** Whether an attribute and a task come together more often than by chance: in whole numbers, since rounding would break ties. */
function correlationIn(
  items: readonly LabelledItem[],
  ties: "paper" | "zero",
): (attribute: string, task: string) => 1 | 0 | -1 {
  const counts = {
    attribute: new Map<string, number>(),
    task: new Map<string, number>(),
    both: new Map<string, number>(),
  };
  const add = (to: Map<string, number>, key: string): unknown => to.set(key, (to.get(key) ?? 0) + 1);
  for (const { attributes, tasks } of items) {
    for (const attribute of new Set(attributes)) {
      add(counts.attribute, attribute);
      for (const task of new Set(tasks)) add(counts.both, JSON.stringify([attribute, task]));
    }
    for (const task of new Set(tasks)) add(counts.task, task);
  }
  return (attribute, task) => {
    const together = (counts.both.get(JSON.stringify([attribute, task])) ?? 0) * items.length;
    const byChance = (counts.attribute.get(attribute) ?? 0) * (counts.task.get(task) ?? 0);
    if (together > byChance) return 1;
    return together < byChance || ties === "paper" ? -1 : 0;
  };
}
