import { Alt2imgError } from "@alt2img/core";

/** @throws Alt2imgError `diffusion/steps` unless it is a whole number of at least 1 */
export function checkSteps(steps: number): void {
  if (Number.isSafeInteger(steps) && steps >= 1) return;
  throw new Alt2imgError("diffusion/steps", `The number of steps is ${steps}; give a whole number of at least 1.`);
}

/** @throws Alt2imgError `diffusion/steps` as `checkSteps`; `diffusion/sigma` unless `0 < sigmaMin ≤ sigmaMax` and both are finite */
export function checkRange(steps: number, sigmaMin: number, sigmaMax: number): void {
  checkSteps(steps);
  if (sigmaMin > 0 && sigmaMin <= sigmaMax && sigmaMax < Number.POSITIVE_INFINITY) return;
  const message = `sigmaMin is ${sigmaMin} and sigmaMax is ${sigmaMax}; give finite numbers above 0, the smaller one first.`;
  throw new Alt2imgError("diffusion/sigma", message);
}
