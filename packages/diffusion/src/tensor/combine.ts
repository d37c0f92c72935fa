import type { Tensor } from "@alt2img/core";

/** A linear combination of tensors with the same dims: the sum of `weight · tensor`, in float64, rounded once. */
export function combine(...terms: readonly (readonly [weight: number, tensor: Tensor])[]): Tensor {
  const [[, { dims, data: first }]] = terms as [(typeof terms)[number]];
  const data = new Float32Array(first.length);
  for (let i = 0; i < data.length; i++) {
    let sum = 0;
    for (const [weight, { data }] of terms) if (weight !== 0) sum += weight * data[i]!;
    data[i] = sum;
  }
  return { dims, data };
}
