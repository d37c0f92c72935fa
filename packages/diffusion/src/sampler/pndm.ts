import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { formRatio } from "../denoiser/network-denoiser.js";
import { type Level, levelAt, noiseScale, type Schedule, signalScale, targetAt } from "../schedule/schedule.js";
import { combine, combineInto } from "../tensor/combine.js";
import { constantStep } from "./exponential.js";
import { guarded } from "./guard.js";
import type { SamplerOptions, SamplerStep } from "./sampler.js";

export type PndmOptions = SamplerOptions & {
  /** Starts with three pseudo Runge-Kutta steps of four calls each (PNDM); left out, only the first step takes two (PLMS). */
  readonly rungeKutta?: boolean | undefined;
  /** The levels halfway through those three steps. Left out, the geometric means of the sigmas, without timesteps. */
  readonly halfway?: readonly Level[] | undefined;
  /** What is averaged over levels. diffusers averages what the network predicts, so `"v_prediction"` for such networks. */
  readonly extrapolated?: "epsilon" | "v_prediction" | undefined;
};

/**
 * PNDM and PLMS: Adams-Bashforth of fourth order for equal steps, whatever the steps are, on the predicted noise; DDIM
 * takes it to the next level.
 *
 * @see Liu et al. 2022, algorithm 2 and equations 11 to 14, https://arxiv.org/abs/2202.09778
 */
export async function* samplePndm(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { rungeKutta = false, halfway = [], extrapolated = "epsilon", signal }: PndmOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  const evaluate = async (sample: Tensor, level: Level): Promise<{ denoised: Tensor; value: Tensor }> => {
    const denoised = await denoise(sample, level);
    return { denoised, value: valueIn(sample, denoised, level, extrapolated) };
  };
  const scratch = new Float32Array(x.data.length);
  let past: Tensor[] = []; // The newest first.
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), targetAt(schedule, index)];
    const move = (value: Tensor, target: Level): Tensor => moved(x, value, from, target, extrapolated);
    const { denoised, value } = await evaluate(x, from);
    const [next, isLast] = [levelAt(schedule, index + 1), index === schedule.timesteps.length - 1];
    past = [value, ...past].slice(0, 4);
    if (from.sigma === Number.POSITIVE_INFINITY) {
      x = constantStep(x, denoised, from, to);
      past = []; // Sigma doesn't say how far away pure noise is.
    } else if (rungeKutta && index < 3 && !isLast) {
      const half = halfway[index] ?? { form: from.form, sigma: Math.sqrt(from.sigma * to.sigma) };
      const second = (await evaluate(move(value, half), half)).value;
      const third = (await evaluate(move(second, half), half)).value;
      const fourth = (await evaluate(move(third, to), next)).value;
      x = move(combineInto(scratch, [1 / 6, value], [1 / 3, second], [1 / 3, third], [1 / 6, fourth]), to);
    } else if (index === 0 && !isLast) {
      const second = (await evaluate(move(value, to), next)).value;
      x = move(combineInto(scratch, [1 / 2, value], [1 / 2, second]), to);
    } else {
      const weights = adamsBashforth[past.length - 1]!;
      x = move(combineInto(scratch, ...past.map((old, i) => [weights[i]!, old] as const)), to);
    }
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

const adamsBashforth: readonly (readonly number[])[] = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
];

function valueIn(x: Tensor, denoised: Tensor, level: Level, extrapolated: "epsilon" | "v_prediction"): Tensor {
  const [alpha, sigma] = [signalScale(level), noiseScale(level)];
  const epsilon = combine([1 / sigma, x], [-alpha / sigma, denoised]);
  if (extrapolated === "epsilon") return epsilon;
  const vp = { form: "vp", sigma: level.sigma } as const;
  return combine([signalScale(vp), epsilon], [-noiseScale(vp), denoised]);
}

/** Equation 11: DDIM with the noise in place of the network's. */
function moved(x: Tensor, value: Tensor, from: Level, to: Level, extrapolated: "epsilon" | "v_prediction"): Tensor {
  const vp = { form: "vp", sigma: from.sigma } as const;
  const epsilon =
    extrapolated === "epsilon" ? value : combine([signalScale(vp), value], [noiseScale(vp) * formRatio(from, "vp"), x]);
  const kept = signalScale(to) / signalScale(from);
  return combine([kept, x], [noiseScale(to) - kept * noiseScale(from), epsilon]);
}
