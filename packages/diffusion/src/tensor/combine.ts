import { Alt2imgError, type Tensor } from "@alt2img/core";

export type Term = readonly [weight: number, tensor: Tensor];

/**
 * A linear combination of tensors with the same dims: the sum of `weight · tensor`, in float64, rounded once.
 *
 * @throws Alt2imgError `diffusion/dims` if they aren't of the same size
 */
export function combine(...terms: readonly Term[]): Tensor {
  return combineInto(new Float32Array(terms[0]![1].data.length), ...terms);
}

/** As `combine`, but writes into an array, which may be that of one of the tensors. */
export function combineInto(data: Float32Array, ...terms: readonly Term[]): Tensor {
  const like = terms[0]![1];
  for (const [, tensor] of terms) checkSameSize(like, tensor);
  // Infinity times 0 would be NaN.
  const [first, second, third, fourth, ...more] = terms.filter(([weight]) => weight !== 0);
  if (first === undefined) data.fill(0);
  else if (second === undefined) addOne(data, ...first);
  else if (third === undefined) addTwo(data, ...first, ...second);
  else if (fourth === undefined) addThree(data, ...first, ...second, ...third);
  else if (more.length === 0) addFour(data, ...first, ...second, ...third, ...fourth);
  else data.set(sum(data.length, [first, second, third, fourth, ...more]));
  return { dims: like.dims, data };
}

/** `combine(first, [weight, combine(second, third)])`, to the last bit, without an array for what is inside. */
export function combineTwice(first: Term, weight: number, second: Term, third: Term): Tensor {
  const [[a, p], [b, q], [c, r]] = [first, second, third];
  if ([a, weight, b, c].includes(0)) return combine(first, [weight, combine(second, third)]);
  for (const tensor of [q, r]) checkSameSize(p, tensor);
  const data = new Float32Array(p.data.length);
  addNested(data, a, p.data, weight, b, q.data, c, r.data);
  return { dims: p.dims, data };
}

/** @throws Alt2imgError `diffusion/dims` if two tensors that belong together aren't of the same size */
export function checkSameSize(one: Tensor, other: Tensor): void {
  if (one.data.length === other.data.length) return;
  const [first, second] = [one, other].map(({ dims, data }) => `[${dims.join(", ")}] with ${data.length} values`);
  const message = `A tensor of ${first} can't be combined with one of ${second}; images, noise and what denoisers return must have the same dims.`;
  throw new Alt2imgError("diffusion/dims", message);
}

// Almost all combinations have at most four terms, so these have loops of their own that keep no sums.

function addOne(target: Float32Array, a: number, { data: x }: Tensor): void {
  for (let i = 0; i < target.length; i++) target[i] = a * x[i]!;
}

function addTwo(target: Float32Array, a: number, { data: x }: Tensor, b: number, { data: y }: Tensor): void {
  for (let i = 0; i < target.length; i++) target[i] = a * x[i]! + b * y[i]!;
}

function addThree(target: Float32Array, ...[a, { data: x }, b, { data: y }, c, { data: z }]: Three): void {
  for (let i = 0; i < target.length; i++) target[i] = a * x[i]! + b * y[i]! + c * z[i]!;
}

function addFour(target: Float32Array, ...terms: [...Three, ...Term]): void {
  const [a, { data: x }, b, { data: y }, c, { data: z }, d, { data: w }] = terms;
  for (let i = 0; i < target.length; i++) target[i] = a * x[i]! + b * y[i]! + c * z[i]! + d * w[i]!;
}

function addNested(
  target: Float32Array,
  ...[a, p, weight, b, q, c, r]: [number, Float32Array, number, number, Float32Array, number, Float32Array]
): void {
  for (let i = 0; i < target.length; i++) target[i] = a * p[i]! + weight * Math.fround(b * q[i]! + c * r[i]!);
}

type Three = [...Term, ...Term, ...Term];

function sum(length: number, terms: readonly Term[]): Float64Array {
  const sums = new Float64Array(length);
  for (const [weight, { data }] of terms) {
    for (let i = 0; i < length; i++) sums[i]! += weight * data[i]!;
  }
  return sums;
}
