import { checkSteps } from "./check-range.js";
import { linspaceFloat32 } from "./linspace.js";

/**
 * Noise variances β rising linearly, as DDPM was trained.
 *
 * @param steps number of training timesteps, mostly 1,000
 * @returns one β for each timestep, in float32 as PyTorch has them: small differences grow in the cumulative product
 * @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1, like all functions that make betas
 * @see Ho et al. 2020, section 4, https://arxiv.org/abs/2006.11239
 */
export function linearBetas(steps: number, start = 0.0001, end = 0.02): Float32Array {
  checkSteps(steps);
  return linspaceFloat32(start, end, steps);
}

/**
 * Noise variances β whose square roots rise linearly, as Stable Diffusion was trained.
 *
 * @returns one β for each of the `steps` training timesteps, in float32
 * @see Rombach et al. 2022, `make_beta_schedule` in https://github.com/CompVis/latent-diffusion
 */
export function scaledLinearBetas(steps: number, start = 0.00085, end = 0.012): Float32Array {
  checkSteps(steps);
  return linspaceFloat32(start ** 0.5, end ** 0.5, steps).map((root) => root * root);
}

/**
 * Noise variances β for ᾱ as a function of time: `βᵢ = min(1 − ᾱ((i + 1) / steps) / ᾱ(i / steps), maxBeta)`.
 *
 * @param alphaBar ᾱ for a time from 0 (clean) to 1 (noise)
 * @param maxBeta keeps the last β below 1
 * @see Nichol and Dhariwal 2021, section 3.2, https://arxiv.org/abs/2102.09672
 */
export function betasForAlphaBar(steps: number, alphaBar: (time: number) => number, maxBeta = 0.999): Float32Array {
  checkSteps(steps);
  return Float32Array.from({ length: steps }, (_, i) =>
    Math.min(1 - alphaBar((i + 1) / steps) / alphaBar(i / steps), maxBeta),
  );
}

/**
 * The cosine schedule; diffusers calls it `squaredcos_cap_v2`.
 *
 * @see Nichol and Dhariwal 2021, equation 17, https://arxiv.org/abs/2102.09672
 */
export function squaredCosineBetas(steps: number): Float32Array {
  return betasForAlphaBar(steps, (time) => Math.cos((((time + 0.008) / 1.008) * Math.PI) / 2) ** 2);
}

/** ᾱ falls as `exp(−12 · time)`; diffusers calls it `exp` (`betas_for_alpha_bar` there). */
export function exponentialBetas(steps: number): Float32Array {
  return betasForAlphaBar(steps, (time) => Math.exp(time * -12));
}

/**
 * The logarithm of the signal-to-noise ratio is distributed as Laplace has it; diffusers calls it `laplace`.
 *
 * @see Hang et al. 2024, table 1, https://arxiv.org/abs/2407.03297
 */
export function laplaceBetas(steps: number): Float32Array {
  return betasForAlphaBar(steps, (time) => {
    const side = time > 0.5 ? -1 : 1;
    const snr = Math.exp(-0.5 * side * Math.log(1 - 2 * Math.abs(0.5 - time) + 1e-6));
    return Math.sqrt(snr / (1 + snr));
  });
}

/**
 * Noise variances β on a sigmoid from −6 to 6, as GeoDiff was trained.
 *
 * @see Xu et al. 2022, https://arxiv.org/abs/2203.02923
 */
export function sigmoidBetas(steps: number, start = 0.0001, end = 0.02): Float32Array {
  checkSteps(steps);
  const span = Math.fround(end - start);
  return linspaceFloat32(-6, 6, steps).map((x) => Math.fround(Math.fround(1 / (1 + Math.exp(-x))) * span) + start);
}

/**
 * ᾱ: the share of the clean image's variance that is left at each timestep.
 *
 * @returns the cumulative products of `1 − β`, each rounded to float32 as PyTorch does
 * @see Ho et al. 2020, section 2, https://arxiv.org/abs/2006.11239
 */
export function alphasCumprod(betas: ArrayLike<number>): Float32Array {
  let product = 1;
  return Float32Array.from(betas, (beta) => {
    product *= Math.fround(1 - Math.fround(beta));
    return product;
  });
}

/**
 * Changes β so that the last timestep is pure noise (ᾱ = 0), and the first one stays as it was.
 *
 * @see Lin et al. 2024, algorithm 1, https://arxiv.org/abs/2305.08891
 */
export function rescaleZeroTerminalSnr(betas: ArrayLike<number>): Float32Array {
  const f = Math.fround;
  const roots = alphasCumprod(betas).map(Math.sqrt);
  const [first, last] = [roots[0]!, roots.at(-1)!];
  const scale = f(first / f(first - last));
  const alphaBar = roots.map((root) => f(f(root - last) * scale) ** 2);
  return alphaBar.map((value, i) => 1 - f(i === 0 ? value : value / alphaBar[i - 1]!));
}
