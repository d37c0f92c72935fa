import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import {
  type Denoiser,
  gaussianNoise,
  type Level,
  type LocalOptions,
  levelAt,
  localDenoiser,
  noiseScale,
  optimalDenoiser,
  type Sampler,
  type Schedule,
  type StochasticOptions,
} from "@alt2img/diffusion";
import { pauses } from "../pauses.js";

/** A training item that a drawing is made of. */
export type DrawingSource = {
  /** Of the item in the training set. */
  readonly index: number;
  /** Its share of the drawing, from 0 to 1. With `patch`, the mean of its shares of all pixels. */
  readonly share: number;
};

/** What a closed-form denoiser drew. */
export type Drawing = {
  /** Dims of an item. */
  readonly image: Tensor;
  /** The training items that it is made of, the largest share first. The shares add up to 1. */
  readonly sources: readonly DrawingSource[];
  /** With `patch`, for each pixel, row by row, the index of the item with the largest share of it. */
  readonly mainSources?: Int32Array;
};

export type DrawOptions = {
  readonly seed: number | bigint;
  readonly schedule: Schedule;
  readonly sampler: Sampler<StochasticOptions>;
  readonly patch?: LocalOptions["patch"] | undefined;
  readonly equivariant?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each step. */
  readonly onStep: () => void;
};

/** Shares below this don't show in eight bits. */
const LEAST_SHARE = 1e-4;

/**
 * @param weights of the items of `images`, all above 0
 * @param indices of those items in the whole training set
 */
export async function drawClosedForm(
  images: Tensor,
  weights: readonly number[],
  indices: readonly number[],
  { seed, schedule, sampler, patch, equivariant, signal, onStep }: DrawOptions,
): Promise<Drawing> {
  const local =
    patch === undefined ? undefined : localDenoiser(images, { patch, equivariant: equivariant ?? false, weights });
  const optimal = local === undefined ? optimalDenoiser(images, { weights }) : undefined;
  const denoise: Denoiser = (local ?? optimal)!;
  const pause = pauses(signal);
  // Its last call, mostly on the way to sigma 0, is what the image is made of.
  let last: { x: Tensor; level: Level } | undefined;
  const recorded: Denoiser = async (x, level, stop) => {
    await pause();
    last = { x: { dims: x.dims, data: x.data.slice() }, level };
    return denoise(x, level, stop);
  };

  const generator = createGenerator(seed);
  const dims = images.dims.slice(1);
  const scale = noiseScale(levelAt(schedule, 0));
  const start = generator.randn(dims.reduce((product, length) => product * length, 1)).map((value) => value * scale);
  let image: Tensor = { dims, data: start };
  for await (const { x } of sampler(recorded, image, schedule, { signal, noise: gaussianNoise(generator) })) {
    image = x;
    onStep();
  }
  if (last === undefined) return { image, sources: [] };
  const { x, level } = last;
  if (local === undefined) return { image, sources: sharesOf(optimal!.weights(x, level).data, indices) };

  const [height, width] = dims.slice(-2) as [number, number];
  const shares = new Float64Array(indices.length);
  const mainSources = new Int32Array(height * width);
  for (let pixel = 0; pixel < mainSources.length; pixel++) {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    if (column === 0) await pause();
    const own = new Map<number, number>();
    for (const source of local.sourcesOf(x, level, { row, column })) {
      shares[source.image]! += source.weight / mainSources.length;
      own.set(source.image, (own.get(source.image) ?? 0) + source.weight);
    }
    const [main] = [...own].reduce((best, each) => (each[1] > best[1] ? each : best));
    mainSources[pixel] = indices[main]!;
  }
  return { image, sources: sharesOf(shares, indices), mainSources };
}

function sharesOf(shares: ArrayLike<number>, indices: readonly number[]): DrawingSource[] {
  const kept = indices.map((index, i) => ({ index, share: shares[i]! })).filter(({ share }) => share >= LEAST_SHARE);
  const sum = kept.reduce((total, { share }) => total + share, 0);
  return kept.map(({ index, share }) => ({ index, share: share / sum })).sort((a, b) => b.share - a.share);
}
