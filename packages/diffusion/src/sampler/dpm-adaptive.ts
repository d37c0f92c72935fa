import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { type Level, levelAt, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { sigmaDown } from "./ancestral.js";
import { dpmStages } from "./dpm-stages.js";
import { guarded } from "./guard.js";
import { keepNoise, noiseIn } from "./keep-noise.js";
import { requiredNoise } from "./noise-source.js";
import { checkEta, checkOrder } from "./option-ranges.js";
import { type PidOptions, stepSizeController } from "./pid.js";
import { renoise } from "./renoise.js";
import type { NoiseSource, SamplerOptions, SamplerStep } from "./sampler.js";

export type DpmAdaptiveOptions = SamplerOptions & {
  /** 2 compares the methods of order 1 and 2, with two calls; 3 those of order 2 and 3, with three calls. 3 unless given. */
  readonly order?: 2 | 3;
  /** The error that a step may have, as a share of the value. 0.05 unless given. */
  readonly rtol?: number;
  /** The error that a step may have however small the value is. 0.0078 unless given, 1/128 of the range of pixels. */
  readonly atol?: number;
  readonly pid?: PidOptions;
  /** As in ancestral samplers, but 0 unless given. Then `noise` must be given, too. */
  readonly eta?: number;
  readonly sNoise?: number;
  readonly noise?: NoiseSource;
};

/**
 * DPM-Solver-12 or -23: steps as long as the error allows. Of the schedule it takes only the first level, the last one above 0, and
 * whether it ends at 0, which is one more call. Its steps have no timestep: the network's own table gives it.
 *
 * @throws Alt2imgError `diffusion/pure-noise` if the first sigma is infinite; `diffusion/noise` if there is an eta and no noise
 *   source; `diffusion/not-finite` if the error of a step isn't a number; `diffusion/order`, `diffusion/eta`, `diffusion/tolerance`
 *   and `diffusion/step-size` for options out of range
 * @see Lu et al. 2022 (DPM-Solver), appendix C, https://arxiv.org/abs/2206.00927; the controller is k-diffusion's
 */
export async function* sampleDpmAdaptive(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { signal, order = 3, rtol = 0.05, atol = 0.0078, pid, eta = 0, sNoise = 1, noise }: DpmAdaptiveOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  checkOrder(order, [2, 3]);
  checkEta(eta);
  checkTolerance(rtol, atol);
  const { form, sigmas } = schedule;
  const last = sigmas.findLastIndex((sigma) => sigma > 0);
  checkStart(sigmas[0]!);
  const end = sigmas[last]!;
  const controller = stepSizeController(eta > 0 ? 1.5 : order, pid);
  // Inside, everything is in the coordinates of "ve".
  const clean = (x: Tensor, level: Level): Promise<Tensor> => denoise(combine([signalScale(level), x]), level);
  const epsilon = async (x: Tensor, sigma: number): Promise<Tensor> => {
    return noiseIn(x, await clean(x, { form, sigma }), { form: "ve", sigma });
  };
  let from = levelAt(schedule, 0);
  let inside = combine([1 / signalScale(from), x]);
  let [previous, index] = [inside, 0];
  while (Math.log(from.sigma / end) > 1e-5) {
    const denoised = await clean(inside, from);
    const start = noiseIn(inside, denoised, { form: "ve", sigma: from.sigma });
    for (let isAccepted = false; !isAccepted; ) {
      const to = { form, sigma: Math.max(end, from.sigma * Math.exp(-controller.stepSize())) };
      const down = Math.max(end, sigmaDown(from.sigma, to.sigma, eta));
      const { low, high } = await dpmStages(epsilon, inside, start, { from: from.sigma, to: down, order });
      isAccepted = controller.accepts(errorOf(low, high, previous, { rtol, atol }));
      if (!isAccepted) continue;
      previous = low;
      const asked = [from.sigma, to.sigma] as const;
      const options = { noise: requiredNoise(noise), sNoise, asked };
      inside = renoise(high, { form: "ve", sigma: down }, { form: "ve", sigma: to.sigma }, options);
      x = combine([signalScale(to), inside]);
      yield { index, sigma: from.sigma, timestep: from.timestep, denoised, x };
      [from, index] = [to, index + 1];
    }
  }
  if (last < sigmas.length - 1) {
    const denoised = await denoise(x, from);
    x = keepNoise(x, denoised, from, levelAt(schedule, sigmas.length - 1));
    yield { index, sigma: from.sigma, timestep: from.timestep, denoised, x };
  }
}

function checkStart(sigma: number): void {
  if (sigma === Number.POSITIVE_INFINITY) {
    const message =
      "The schedule starts with pure noise, from which no step of the adaptive sampler is short enough. Give it a finite first sigma.";
    throw new Alt2imgError("diffusion/pure-noise", message);
  }
}

function checkTolerance(rtol: number, atol: number): void {
  if (rtol >= 0 && atol >= 0 && rtol + atol > 0 && rtol + atol < Number.POSITIVE_INFINITY) return;
  const message = `rtol is ${rtol} and atol is ${atol}; give numbers of at least 0, one of them above 0.`;
  throw new Alt2imgError("diffusion/tolerance", message);
}

/** The root mean square of the difference, in units of the tolerance. */
function errorOf(low: Tensor, high: Tensor, previous: Tensor, { rtol, atol }: { rtol: number; atol: number }): number {
  const sum = low.data.reduce((sum, value, i) => {
    const tolerance = Math.max(atol, rtol * Math.max(Math.abs(value), Math.abs(previous.data[i]!)));
    return sum + ((value - high.data[i]!) / tolerance) ** 2;
  }, 0);
  const error = Math.sqrt(sum / Math.max(1, low.data.length));
  if (Number.isFinite(error)) return error;
  const message = `The error of a step is ${error}: the denoiser returned values that aren't finite. Look at its output.`;
  throw new Alt2imgError("diffusion/not-finite", message);
}
