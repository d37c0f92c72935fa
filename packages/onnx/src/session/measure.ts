import type { LoadedModel } from "./loaded-model.js";
import { ARRAYS, type ModelTensor, type TensorInfo } from "./tensor.js";

/** The value of free sizes: a batch of one, and sequences of a few words. */
const FREE_SIZE = 16;

/** The best of this many runs counts, after one to warm up. */
const RUNS = 3;

/**
 * How long a run takes, in ms, on zeros in the model's shapes.
 * @throws what the runtime throws, also when a model needs other sizes than these
 */
export async function measure(loaded: LoadedModel, now: () => number = () => performance.now()): Promise<number> {
  const feeds = Object.fromEntries(loaded.inputs.map((info) => [info.name, zeros(info)]));
  const outputs = loaded.outputs.map(({ name }) => name);
  await loaded.run(feeds, outputs);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const start = now();
    await loaded.run(feeds, outputs);
    best = Math.min(best, now() - start);
  }
  return best;
}

function zeros({ type, shape }: TensorInfo): ModelTensor {
  const dims = shape.map((size, axis) => (typeof size === "number" ? size : axis === 0 ? 1 : FREE_SIZE));
  const [Values] = ARRAYS[type];
  return { dims, data: new Values!(dims.reduce((product, size) => product * size, 1)) };
}
