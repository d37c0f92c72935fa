import { Alt2imgError, type Tensor } from "@alt2img/core";
import { checkSameSize } from "./combine.js";

/**
 * Spherical interpolation between two samples of noise, as whole vectors: what is between them is as strong as they are, while
 * a mean of two independent samples of noise would be weaker. If they point the same way, or opposite ways, it is linear.
 *
 * @param share from 0, `from`, to 1, `to`
 * @throws Alt2imgError `diffusion/dims` if they aren't of the same size, `diffusion/share` if `share` isn't a number
 * @see Shoemake 1985, https://doi.org/10.1145/325165.325242
 */
export function slerp(from: Tensor, to: Tensor, share: number): Tensor {
  checkSameSize(from, to);
  if (!Number.isFinite(share)) {
    throw new Alt2imgError(
      "diffusion/share",
      `The share is ${share}; give a number from 0, the first sample, to 1, the second.`,
    );
  }
  let [product, own, other] = [0, 0, 0];
  for (const [i, a] of from.data.entries()) {
    const b = to.data[i]!;
    product += a * b;
    own += a * a;
    other += b * b;
  }
  const cosine = product / Math.sqrt(own * other);
  // As in diffusers' examples; there, the angle is too small to divide by its sine.
  const isStraight = !(Math.abs(cosine) <= 0.9995);
  const angle = Math.acos(isStraight ? 1 : cosine);
  const weight = (part: number): number => (isStraight ? part : Math.sin(part * angle) / Math.sin(angle));
  const [first, second] = [weight(1 - share), weight(share)];
  return { dims: from.dims, data: from.data.map((value, i) => first * value + second * to.data[i]!) };
}
