import { Alt2imgError } from "@alt2img/core";

/** A controller of step sizes, with k-diffusion's names and defaults. */
export type PidOptions = {
  /** The first step, on the scale of ln(sigma). 0.05 unless given. */
  readonly stepSize?: number;
  /** Shares of the proportional, integral and derivative terms. 0, 1 and 0 unless given. */
  readonly p?: number;
  readonly i?: number;
  readonly d?: number;
  /** A step is taken unless the next one would be shorter by more than this factor. 0.81 unless given. */
  readonly acceptSafety?: number;
};

export type StepSizeController = {
  readonly stepSize: () => number;
  /** Whether a step with this error, in units of the tolerance, is taken. It changes the step size in any case. */
  readonly accepts: (error: number) => boolean;
};

/** @see Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations II, section IV.2 */
export function stepSizeController(
  order: number,
  { stepSize = 0.05, p = 0, i = 1, d = 0, acceptSafety = 0.81 }: PidOptions = {},
): StepSizeController {
  if (!(stepSize > 0)) {
    throw new Alt2imgError("diffusion/step-size", `The first step size is ${stepSize}; give a number above 0.`);
  }
  const powers = [(p + i + d) / order, -(p + 2 * d) / order, d / order];
  let inverses: [number, number, number] | undefined;
  return {
    stepSize: () => stepSize,
    accepts: (error) => {
      const inverse = 1 / (error + 1e-8);
      const [, one, two] = inverses ?? [inverse, inverse, inverse];
      const raw = [inverse, one, two].reduce((product, value, k) => product * value ** powers[k]!, 1);
      // The limiter keeps the factor between 0.2 and 2.6.
      const factor = 1 + Math.atan(raw - 1);
      const isAccepted = factor >= acceptSafety;
      inverses = isAccepted ? [inverse, inverse, one] : [inverse, one, two];
      stepSize *= factor;
      return isAccepted;
    },
  };
}
