import { Alt2imgError } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import type { NoiseSource } from "./sampler.js";

export type BrownianTreeOptions = {
  /** The lowest noise level. 0 unless given. */
  readonly sigmaMin?: number;
  /** The highest noise level. `Infinity` unless given. */
  readonly sigmaMax?: number;
  /** The time of the Brownian motion at a noise level: finite and rising. σ / (1 + σ) unless given; k-diffusion has σ itself. */
  readonly transform?: (sigma: number) => number;
};

/** The tree halves the whole time so often; times closer than 2⁻¹⁸ of it aren't resolved. */
const DEPTH = 18;

/**
 * Noise out of one Brownian motion over the noise levels, so that a picture keeps its composition when the number of steps changes:
 * the noise of two steps, each multiplied with the square root of its length, adds up to that of one step over both. The same for
 * the same seed and size, whatever the order of the calls. Steps shorter than 2⁻¹⁸ of the whole time get too little noise. The numbers aren't those of torchsde, which k-diffusion uses.
 *
 * @param seed an integer, as `createGenerator` takes it
 * @throws Alt2imgError `core/seed` for any other seed; `diffusion/brownian-range` if the times of the range aren't finite and rising
 * @returns throws `diffusion/brownian-range` for a level outside of `[sigmaMin, sigmaMax]`, and for a step of no length
 * @see Li et al. 2020, section 4 (virtual Brownian tree), https://arxiv.org/abs/2001.01328
 */
export function brownianTreeNoise(
  seed: number | bigint,
  { sigmaMin = 0, sigmaMax = Number.POSITIVE_INFINITY, transform = flowTime }: BrownianTreeOptions = {},
): NoiseSource {
  const root = createGenerator(seed).uint32();
  const [start, end] = [transform(sigmaMin), transform(sigmaMax)];
  if (!(start < end && Number.isFinite(end - start))) {
    const message = `The times of sigmaMin, ${sigmaMin}, and sigmaMax, ${sigmaMax}, are ${start} and ${end}; they must be finite and rise. Give both, or another transform.`;
    throw new Alt2imgError("diffusion/brownian-range", message);
  }
  const timeOf = (sigma: number): number => {
    if (sigma >= sigmaMin && sigma <= sigmaMax) return transform(sigma);
    const message = `The Brownian motion goes from sigma ${sigmaMin} to ${sigmaMax}, and noise was asked for at ${sigma}. Widen sigmaMin and sigmaMax.`;
    throw new Alt2imgError("diffusion/brownian-range", message);
  };
  // The end of a step is the start of the next one.
  let last: { time: number; position: Float64Array } | undefined;
  return (dims, from, to) => {
    const size = dims.reduce((product, length) => product * length, 1);
    const at = (time: number): Float64Array => {
      if (last?.time === time && last.position.length === size) return last.position;
      return brownianMotion(root, size, start, end, time);
    };
    const [timeFrom, timeTo] = [timeOf(from), timeOf(to)];
    if (timeFrom === timeTo) {
      throw new Alt2imgError(
        "diffusion/brownian-range",
        `A step from sigma ${from} to ${to} takes no time, so it has no noise.`,
      );
    }
    const [before, after] = [at(timeFrom), at(timeTo)];
    last = { time: timeTo, position: after };
    const scale = 1 / Math.sqrt(Math.abs(timeTo - timeFrom));
    return { dims, data: Float32Array.from(after, (value, i) => (value - before[i]!) * scale) };
  };
}

function flowTime(sigma: number): number {
  return sigma === Number.POSITIVE_INFINITY ? 1 : sigma / (1 + sigma);
}

/** Where the motion, which starts at 0, is at a time: a walk down the tree, with a Brownian bridge for each middle. */
function brownianMotion(seed: number, size: number, start: number, end: number, time: number): Float64Array {
  const normal = (node: number): Float32Array => createGenerator(mix(seed, node)).randn(size);
  const whole = Math.sqrt(end - start);
  const low = new Float64Array(size);
  const high = Float64Array.from(normal(0), (value) => value * whole);
  let [lowTime, highTime] = [start, end];
  // Nodes are numbered as in a heap: the root is 1, the halves of k are 2k and 2k + 1.
  for (let depth = 0, node = 1; depth < DEPTH && lowTime < time && time < highTime; depth++) {
    const middle = (lowTime + highTime) / 2;
    const std = Math.sqrt(highTime - lowTime) / 2;
    const isBelow = time <= middle;
    const bound = isBelow ? high : low;
    for (const [i, value] of normal(node).entries()) bound[i] = (low[i]! + high[i]!) / 2 + std * value;
    if (isBelow) highTime = middle;
    else lowTime = middle;
    node = 2 * node + (isBelow ? 0 : 1);
  }
  const share = (time - lowTime) / (highTime - lowTime);
  return low.map((value, i) => value + share * (high[i]! - value));
}

/** A seed for each node: the finalizer of MurmurHash3, over both words. */
function mix(seed: number, node: number): number {
  let hash = seed;
  for (const word of [node, 0x9e3779b9]) {
    hash = (hash ^ word) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = (hash ^ (hash >>> 16)) >>> 0;
  }
  return hash;
}
