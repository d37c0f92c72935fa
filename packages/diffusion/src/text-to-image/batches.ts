import type { Tensor } from "@alt2img/core";
import type { ModelTensor, TensorInfo } from "@alt2img/onnx";
import type { Condition } from "./condition.js";

/** Tensors with a batch axis of 1, one after another. */
export function stacked(tensors: readonly Tensor[]): Tensor {
  const [{ dims, data: first }] = tensors as [Tensor];
  const data = new Float32Array(tensors.length * first.length);
  for (const [i, tensor] of tensors.entries()) data.set(tensor.data, i * first.length);
  return { dims: [tensors.length, ...dims.slice(1)], data };
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
  const values = Array<number>(count).fill(timestep);
  switch (type) {
    case "int64":
      return { dims, data: BigInt64Array.from(values, (value) => BigInt(Math.round(value))) };
    case "int32":
      return { dims, data: Int32Array.from(values, Math.round) };
    case "float64":
      return { dims, data: Float64Array.from(values) };
    default:
      return { dims, data: Float32Array.from(values) };
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
