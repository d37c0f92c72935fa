import { Alt2imgError } from "@alt2img/core";
import type { Extrapolated } from "./exponential.js";
import { checkEta, checkOrder } from "./option-ranges.js";
import type { NoiseSource, SamplerOptions } from "./sampler.js";

/** What the multistep and the single-step DPM-Solver have in common. */
export type DpmSolverOptions = SamplerOptions & {
  /** How many denoised images a step uses at most. 2 unless given. */
  readonly order?: 1 | 2 | 3 | undefined;
  /** `"data"` is DPM-Solver++, which stays stable with strong guidance; `"noise"` is DPM-Solver. `"data"` unless given. */
  readonly extrapolated?: Extrapolated | undefined;
  /** How differences are weighed: two schemes of the same order. `"midpoint"` unless given. */
  readonly solverType?: "midpoint" | "heun" | undefined;
  /** 0 follows the ODE, 1 the reverse SDE, which needs `noise`. Only with `"data"`. 0 unless given. */
  readonly eta?: number | undefined;
  readonly noise?: NoiseSource | undefined;
};

/** @throws Alt2imgError `diffusion/order` for another order, `diffusion/eta` for an eta below 0, or one with `"noise"` */
export function checkSolver({ order = 2, eta = 0, extrapolated = "data" }: DpmSolverOptions): void {
  checkOrder(order, [1, 2, 3]);
  checkEta(eta);
  if (eta === 0 || extrapolated === "data") return;
  const message = `eta is ${eta}, but the noise is extrapolated, which leaves no place for it. Set eta to 0, or extrapolated to "data".`;
  throw new Alt2imgError("diffusion/eta", message);
}
