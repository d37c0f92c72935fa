import type { Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import { levelAt, type Schedule, signalScale } from "../schedule/schedule.js";
import { combine } from "../tensor/combine.js";
import { guarded } from "./guard.js";
import { keepNoise, noiseIn } from "./keep-noise.js";
import { checkOrder } from "./option-ranges.js";
import type { SamplerOptions, SamplerStep } from "./sampler.js";

export type LmsOptions = SamplerOptions & {
  /** How many steps are looked back on, this one included: 1, 2, 3 or 4. 4 unless given. */
  readonly order?: number;
};

/**
 * The linear multistep method: Adams and Bashforth's for steps of different lengths. A polynomial in sigma goes through the noises
 * found in the last steps; its integral is the step. In any form the same method. The first steps have a lower order.
 *
 * @throws Alt2imgError `diffusion/order` for any other order
 * @see Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, section III.5
 */
export async function* sampleLms(
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
  { signal, order = 4 }: LmsOptions = {},
): AsyncGenerator<SamplerStep, void, void> {
  denoise = guarded(denoise, schedule, signal);
  checkOrder(order, [1, 2, 3, 4]);
  let past: { sigma: number; noise: Tensor }[] = [];
  for (const [index, timestep] of schedule.timesteps.entries()) {
    const [from, to] = [levelAt(schedule, index), levelAt(schedule, index + 1)];
    const denoised = await denoise(x, from);
    const noise = noiseIn(x, denoised, from);
    // A node at infinity leaves the polynomial through the others.
    past = [{ sigma: from.sigma, noise }, ...past.filter(({ sigma }) => sigma < Number.POSITIVE_INFINITY)].slice(
      0,
      order,
    );
    const weights = lagrangeIntegrals(
      past.map(({ sigma }) => sigma),
      to.sigma,
    );
    // The weights add up to the length of the step: what differs from Euler's method is how the noise changed.
    const changes = past.slice(1).flatMap(({ noise: earlier }, i): [number, Tensor][] => {
      const weight = signalScale(to) * weights[i + 1]!;
      return [
        [weight, earlier],
        [-weight, noise],
      ];
    });
    x = combine([1, keepNoise(x, denoised, from, to)], ...changes);
    yield { index, sigma: from.sigma, timestep, denoised, x };
  }
}

/** The integrals of the Lagrange polynomials of up to 4 nodes, from the first node to `end`. */
export function lagrangeIntegrals(nodes: readonly number[], end: number): number[] {
  const [start] = nodes as [number];
  if (nodes.length === 1) return [end - start];
  const [middle, half] = [(start + end) / 2, (end - start) / 2];
  // Gauss and Legendre's rule with two points is exact up to cubic polynomials.
  const points = [middle - half / Math.sqrt(3), middle + half / Math.sqrt(3)];
  return nodes.map((node) => {
    const others = nodes.filter((other) => other !== node);
    const at = (sigma: number): number =>
      others.reduce((product, other) => (product * (sigma - other)) / (node - other), 1);
    return half * (at(points[0]!) + at(points[1]!));
  });
}
