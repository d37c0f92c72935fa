/** The noise levels that a network was trained on: ᾱ for each timestep, falling, in float32 as PyTorch has it. Plain data. */
export type NoiseTable = {
  /** From the first timestep (nearly clean) to the last one (nearly or fully noise). */
  readonly alphasCumprod: Float32Array;
};

/** Sigma at a timestep of the table, in float32 as diffusers computes it. `Infinity` if ᾱ is 0. */
function sigmaAt({ alphasCumprod }: NoiseTable, index: number): number {
  const alphaBar = alphasCumprod[index]!;
  return Math.fround(Math.sqrt(Math.fround(Math.fround(1 - alphaBar) / alphaBar)));
}

function logSigmaAt(table: NoiseTable, index: number): number {
  return Math.fround(Math.log(sigmaAt(table, index)));
}

/**
 * Sigma for a timestep, `√((1 − ᾱ) / ᾱ)`: the standard deviation of the noise in units of the data. `Infinity` where ᾱ is 0.
 *
 * Options:
 *
 * - `interpolation`: between timesteps: linear in sigma, as diffusers' schedulers have it, or in its logarithm, as
 *   k-diffusion's `t_to_sigma`
 *
 * @param timestep from 0 to the number of training timesteps minus 1; beyond the ends, the end's sigma
 */
export function sigmaOf(
  table: NoiseTable,
  timestep: number,
  { interpolation = "linear" }: { interpolation?: "linear" | "log_linear" } = {},
): number {
  const last = table.alphasCumprod.length - 1;
  const clamped = Math.min(Math.max(timestep, 0), last);
  const low = Math.floor(clamped);
  const share = clamped - low;
  if (share === 0) return sigmaAt(table, low);
  if (interpolation === "linear") {
    const [from, to] = [sigmaAt(table, low), sigmaAt(table, low + 1)];
    return (to - from) * share + from;
  }
  const [from, to] = [logSigmaAt(table, low), logSigmaAt(table, low + 1)];
  return Math.exp((to - from) * share + from);
}

/**
 * The timestep, mostly between two whole ones, at which the table has a sigma. Interpolates in the logarithm of sigma, as
 * `_sigma_to_t` of diffusers and `sigma_to_t` of k-diffusion do. So it is the inverse of `sigmaOf` with `"log_linear"`.
 *
 * @returns from 0 to the number of training timesteps minus 1: sigmas beyond the table get its ends
 */
export function timestepOf(table: NoiseTable, sigma: number): number {
  const last = table.alphasCumprod.length - 1;
  if (sigma === Number.POSITIVE_INFINITY) return last;
  const logSigma = Math.log(Math.max(sigma, 1e-10));
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (logSigmaAt(table, middle) <= logSigma) low = middle;
    else high = middle;
  }
  const [from, to] = [logSigmaAt(table, low), logSigmaAt(table, high)];
  const share = Math.min(Math.max((from - logSigma) / (from - to), 0), 1);
  return (1 - share) * low + share * high;
}
