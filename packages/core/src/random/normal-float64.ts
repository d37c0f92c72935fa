import { cos, log, sin } from "./libm.js";

const TWO_PI = 6.283185307179586;

/**
 * Turns uniform into normal numbers as PyTorch does: Box–Muller on the pairs (0, 8), (1, 9) … (7, 15) of 16 numbers.
 *
 * @param data multiples of 2⁻⁵³ in [0, 1); those from `start` to `start + 16` are replaced
 * @see PyTorch 2.13, aten/src/ATen/native/cpu/DistributionTemplates.h, `NormalFill16<double>`
 */
export function fillNormal16Float64(data: Float64Array, start: number): void {
  for (let i = start; i < start + 8; i++) {
    const radius = Math.sqrt(-2 * log(1 - data[i]!));
    const theta = TWO_PI * data[i + 8]!;
    data[i] = radius * cos(theta) + 0; // never -0
    data[i + 8] = radius * sin(theta) + 0;
  }
}
