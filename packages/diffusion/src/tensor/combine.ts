import { Alt2imgError, type Tensor } from "@alt2img/core";

type Term = readonly [weight: number, tensor: Tensor];

/**
 * A linear combination of tensors with the same dims: the sum of `weight · tensor`, in float64, rounded once.
 *
 * @throws Alt2imgError `diffusion/dims` if they aren't of the same size
 */
export function combine(...terms: readonly Term[]): Tensor {
  const { dims, data: like } = terms[0]![1];
  for (const [, tensor] of terms) checkSameSize(terms[0]![1], tensor);
  const data = new Float32Array(like.length);
  // Infinity times 0 would be NaN.
  const [first, second, ...more] = terms.filter(([weight]) => weight !== 0);
  if (first === undefined) return { dims, data };
  if (second === undefined) addOne(data, first);
  else if (more.length === 0) addTwo(data, first, second);
  else data.set(sum(like.length, [first, second, ...more]));
  return { dims, data };
}

/** @throws Alt2imgError `diffusion/dims` if two tensors that belong together aren't of the same size */
export function checkSameSize(one: Tensor, other: Tensor): void {
  if (one.data.length === other.data.length) return;
  const [first, second] = [one, other].map(({ dims, data }) => `[${dims.join(", ")}] with ${data.length} values`);
  const message = `A tensor of ${first} can't be combined with one of ${second}; images, noise and what denoisers return must have the same dims.`;
  throw new Alt2imgError("diffusion/dims", message);
}

function addOne(target: Float32Array, [weight, { data }]: Term): void {
  for (let i = 0; i < target.length; i++) target[i] = weight * data[i]!;
}

/** Most combinations have two terms, so these have a loop that keeps no sums. */
function addTwo(target: Float32Array, [a, { data: x }]: Term, [b, { data: y }]: Term): void {
  for (let i = 0; i < target.length; i++) target[i] = a * x[i]! + b * y[i]!;
}

function sum(length: number, terms: readonly Term[]): Float64Array {
  const sums = new Float64Array(length);
  for (const [weight, { data }] of terms) {
    for (let i = 0; i < length; i++) sums[i]! += weight * data[i]!;
  }
  return sums;
}
