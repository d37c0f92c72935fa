import type { OnProgress, Tensor } from "@alt2img/core";
import {
  type LocalOptions,
  type Sampler,
  type Schedule,
  type StochasticOptions,
  sampleEuler,
} from "@alt2img/diffusion";
import { biasError } from "../bias-error.js";
import { type Drawing, type DrawingSource, drawClosedForm } from "./draw-closed-form.js";
import type { TrainingItem } from "./training-item.js";

/** What a closed-form denoiser learns from. */
export type TrainingSet = {
  /** Dims `[items, …]`, with `patch` `[items, channels, height, width]`; in the range of clean samples, mostly −1 to 1. */
  readonly images: Tensor;
  /** How often each item comes in training; 0 for one that doesn't, such as for this prompt. Equal if left out. */
  readonly weights?: readonly number[] | undefined;
  /** What is known about each item; `without` can ask for it. */
  readonly items?: readonly TrainingItem[] | undefined;
};

export type CounterfactualOptions = {
  readonly trainingSet: TrainingSet;
  /** The items that hadn't been there: their indices, or a function that says so. Give this or `instead`. */
  readonly without?: readonly number[] | ((item: TrainingItem, index: number) => boolean) | undefined;
  /** How often each item comes in the counterfactual training set, 0 for not at all. */
  readonly instead?: readonly number[] | undefined;
  /** An integer in [-2⁶³, 2⁶⁴): both drawings start from the same noise. */
  readonly seed: number | bigint;
  /** Noise levels, such as `{ form: "ve", sigmas: karrasSigmas(20, 0.02, 80), timesteps }`. */
  readonly schedule: Schedule;
  /** Default: Euler's method. One that adds noise adds the same to both drawings. */
  readonly sampler?: Sampler<StochasticOptions> | undefined;
  /**
   * With a patch size, pixels decide for themselves where they come from (`localDenoiser`), and the drawings are new; without it, they
   * are items of the training set (`optimalDenoiser`).
   */
  readonly patch?: LocalOptions["patch"] | undefined;
  readonly equivariant?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In steps, of both drawings together. */
  readonly onProgress?: OnProgress | undefined;
};

/** The same seed, drawn twice. */
export type Counterfactual = {
  /** From the training set as it is. */
  readonly factual: Drawing;
  /** As if it had been the other one. */
  readonly counterfactual: Drawing;
  /** The counterfactual image less the factual one, value by value. */
  readonly difference: Tensor;
  /** The root of the mean square of those differences; 0 if nothing changed. */
  readonly distance: number;
  /** The items that are in the factual training set only. */
  readonly removed: readonly number[];
  /** Sources of the factual drawing that the other one doesn't have, with their shares. */
  readonly vanished: readonly DrawingSource[];
  /** Sources of the counterfactual drawing that the factual one doesn't have. */
  readonly appeared: readonly DrawingSource[];
};

/**
 * What would have been drawn if some training items hadn't been there? The same seed is drawn twice by the closed-form denoiser, which is
 * the exact optimum of a diffusion model's training loss: over the training set, and over the other one. For this model, no
 * retraining is needed and nothing is estimated: the difference is caused by those items and nothing else.
 *
 * A trained network generalises, so its pictures change less, and not always like this. A share in many pictures is the mean over many
 * seeds.
 *
 * @throws Alt2imgError `bias/option` unless there is one of `without` and `instead`, for an index that isn't in the set, or for
 *   weights below 0; `bias/sets` if no item is left; what the denoisers and samplers throw (`diffusion/…`); the signal's reason
 * @see Karras et al. 2022, appendix B.3, https://arxiv.org/abs/2206.00364; Kamb and Ganguli 2024, https://arxiv.org/abs/2412.20292
 */
export async function counterfactual({
  trainingSet,
  without,
  instead,
  seed,
  schedule,
  sampler = sampleEuler,
  patch,
  equivariant,
  signal,
  onProgress,
}: CounterfactualOptions): Promise<Counterfactual> {
  const count = trainingSet.images.dims[0] ?? 0;
  const before = checkedWeights(trainingSet.weights ?? Array<number>(count).fill(1), count, "trainingSet.weights");
  const after = otherWeights(trainingSet, before, without, instead);
  signal?.throwIfAborted();
  const total = 2 * schedule.timesteps.length;
  let done = 0;
  const onStep = (): void => onProgress?.({ stage: "draw", done: ++done, total, unit: "steps" });
  const draw = (weights: readonly number[]): Promise<Drawing> => {
    const indices = [...weights.keys()].filter((i) => weights[i]! > 0);
    const options = { seed, schedule, sampler, patch, equivariant, signal, onStep };
    return drawClosedForm(
      itemsAt(trainingSet.images, indices),
      indices.map((i) => weights[i]!),
      indices,
      options,
    );
  };
  const [factual, other] = [await draw(before), await draw(after)];
  const data = other.image.data.map((value, i) => value - factual.image.data[i]!);
  return {
    factual,
    counterfactual: other,
    difference: { dims: factual.image.dims, data },
    distance: Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length),
    removed: [...before.keys()].filter((i) => before[i]! > 0 && after[i] === 0),
    vanished: notIn(factual.sources, other.sources),
    appeared: notIn(other.sources, factual.sources),
  };
}

const notIn = (sources: readonly DrawingSource[], others: readonly DrawingSource[]): DrawingSource[] =>
  sources.filter(({ index }) => !others.some((other) => other.index === index));

function otherWeights(
  { items, images: { dims } }: TrainingSet,
  before: readonly number[],
  without: CounterfactualOptions["without"],
  instead: CounterfactualOptions["instead"],
): readonly number[] {
  if ((without === undefined) === (instead === undefined))
    throw biasError("option", "Give either without, the items that hadn't been there, or instead, other weights.");
  if (instead !== undefined) return checkedWeights(instead, dims[0] ?? 0, "instead");
  if (typeof without === "function") {
    return leaving(before.map((weight, i) => (without(items?.[i] ?? { captions: [] }, i) ? 0 : weight)));
  }
  const wrong = without!.find((index) => !(Number.isInteger(index) && index >= 0 && index < before.length));
  if (wrong !== undefined)
    throw biasError("option", `without has the index ${wrong}; the training set has ${before.length} items.`);
  const out = new Set(without);
  return leaving(before.map((weight, i) => (out.has(i) ? 0 : weight)));
}

function checkedWeights(weights: readonly number[], count: number, name: string): readonly number[] {
  const wrong = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (weights.length !== count || wrong >= 0) {
    const found = wrong >= 0 ? `has the value ${weights[wrong]} at ${wrong}` : `has ${weights.length} values`;
    throw biasError("option", `${name} ${found}; give one of at least 0 for each of the ${count} items.`);
  }
  return leaving(weights);
}

function leaving(weights: readonly number[]): readonly number[] {
  if (weights.some((weight) => weight > 0)) return weights;
  throw biasError("sets", "No training item is left to draw from; leave at least one.");
}

function itemsAt({ dims, data }: Tensor, indices: readonly number[]): Tensor {
  if (indices.length === dims[0]) return { dims, data };
  const size = data.length / (dims[0] ?? 1);
  const part = new Float32Array(indices.length * size);
  for (const [i, index] of indices.entries()) part.set(data.subarray(index * size, (index + 1) * size), i * size);
  return { dims: [indices.length, ...dims.slice(1)], data: part };
}
