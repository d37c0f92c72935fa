import type { Tensor } from "@alt2img/core";
import type { ModelTensor, TensorInfo } from "@alt2img/onnx";
import type { Condition } from "./condition.js";

/** Tensors with a batch axis of 1, one after another. */
export function stacked(tensors: readonly Tensor[]): Tensor {
  const [{ data }] = tensors as [Tensor];
  return stackedIn(new Float32Array(tensors.length * data.length), tensors);
}

function stackedIn(data: Float32Array, tensors: readonly Tensor[]): Tensor {
  const [{ dims, data: first }] = tensors as [Tensor];
  for (const [i, tensor] of tensors.entries()) data.set(tensor.data, i * first.length);
  return { dims: [tensors.length, ...dims.slice(1)], data };
}

/** Batches of one sample, again and again: what one call of the network has read is the next one's array. */
export type Repeater = {
  /** @returns `[times, …]`, which must not be changed; for once, the sample itself */
  repeat(sample: Tensor, times: number): Tensor;
  /** Says that a network has read a batch to its end. One that was aborted may still be reading. */
  release(batch: Tensor): void;
};

export function repeater(): Repeater {
  let free: Float32Array | undefined;
  return {
    repeat(sample, times) {
      if (times === 1) return sample;
      const length = times * sample.data.length;
      const data = free?.length === length ? free : new Float32Array(length);
      free = undefined; // A call at the same time gets another one.
      return stackedIn(data, Array<Tensor>(times).fill(sample));
    },
    release({ dims: [times], data }) {
      if (times !== 1) free = data;
    },
  };
}

/** What a network gets of its conditions: made once for all steps of a picture, which come with the same array. */
export function forConditions<Told extends object>(
  tell: (conditions: readonly Condition[]) => Told,
): (conditions: readonly Condition[]) => Told {
  const told = new WeakMap<readonly Condition[], Told>();
  return (conditions) => {
    const known = told.get(conditions) ?? tell(conditions);
    told.set(conditions, known);
    return known;
  };
}

/** Exports differ in the timestep's type and in whether it is a scalar, one number, or one for each sample. */
export function timestepTensor(
  { type, shape }: TensorInfo,
  timestep: number,
  batch: number,
  batchName: number | string | undefined,
): ModelTensor {
  const count = shape.length === 1 && shape[0] !== "" && shape[0] === batchName ? batch : 1;
  const dims = shape.length === 0 ? [] : [count];
  switch (type) {
    case "int64":
      return { dims, data: new BigInt64Array(count).fill(BigInt(Math.round(timestep))) };
    case "int32":
      return { dims, data: new Int32Array(count).fill(Math.round(timestep)) };
    case "float64":
      return { dims, data: new Float64Array(count).fill(timestep) };
    default:
      return { dims, data: new Float32Array(count).fill(timestep) };
  }
}

type Predict<Rest extends unknown[]> = (
  sample: Tensor,
  timestep: number,
  conditions: readonly Condition[],
  ...rest: Rest
) => Promise<readonly Tensor[]>;

/** One call for all conditions, or one for each if the model takes no batches. */
export function inBatches<Rest extends unknown[]>(most: number | undefined, run: Predict<Rest>): Predict<Rest> {
  return async (sample, timestep, conditions, ...rest) => {
    if (conditions.length <= (most ?? Number.POSITIVE_INFINITY)) return run(sample, timestep, conditions, ...rest);
    const all: Tensor[] = [];
    for (const condition of conditions) all.push(...(await run(sample, timestep, [condition], ...rest)));
    return all;
  };
}
