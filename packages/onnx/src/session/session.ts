import { orAborted } from "@alt2img/core/worker";
import { onnxError, reasonOf } from "../onnx-error.js";
import { checkFeeds } from "./check-feeds.js";
import { checkFirstResult } from "./first-result.js";
import type { Loaded } from "./load-on.js";
import { describeTensors, type ModelTensor, type TensorInfo } from "./tensor.js";

export type RunOptions = {
  /** The names of the outputs to give. Default: all. */
  outputs?: readonly string[];
  /** The call rejects with the signal's reason, at once. A run that has begun finishes, but its result is dropped. */
  signal?: AbortSignal | undefined;
};

/** A loaded model. Close it when you are done. */
export type Session = {
  /** Where it runs. */
  readonly device: "wasm" | "webgpu" | "cpu" | "cuda";
  /** How many threads a run uses; `undefined` if ONNX Runtime decides. */
  readonly threads: number | undefined;
  /** Why the device or the number of threads isn't the one you asked for, or could be better; for people to read. */
  readonly note: string | undefined;
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /**
   * Runs the model once. Concurrent calls run one after another. The feeds aren't changed; don't change them before
   * the result arrives.
   *
   * @param feeds a tensor for each input, by name. Half precision goes in and comes out as `Float32Array`; `int64`
   *   goes in as `BigInt64Array` or `Int32Array`, and comes out as `BigInt64Array`
   * @throws Alt2imgError `onnx/feeds` when a tensor is missing, or its type or shape is wrong; `onnx/run` when ONNX
   *   Runtime fails, with its reason; `onnx/float16` when the first result in half precision can't be right; `onnx/closed`
   */
  run(feeds: Readonly<Record<string, ModelTensor>>, options?: RunOptions): Promise<Record<string, ModelTensor>>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export function openSession({ model, runtime, loaded }: Loaded): Session {
  const { name } = model;
  const { inputs, outputs } = loaded;
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;
  let unchecked = model.float16 || [...inputs, ...outputs].some(({ type }) => type === "float16");

  async function run(feeds: Readonly<Record<string, ModelTensor>>, { outputs: names, signal }: RunOptions) {
    if (closing !== undefined) throw onnxError("closed", `The session of ${name} is closed.`);
    signal?.throwIfAborted();
    checkFeeds(name, inputs, feeds);
    const wanted = names ?? outputs.map((each) => each.name);
    const unknown = wanted.filter((each) => !outputs.some((output) => output.name === each));
    if (unknown.length > 0) {
      throw onnxError(
        "feeds",
        `${name} has no output “${unknown.join("”, “")}”. It gives: ${describeTensors(outputs)}.`,
      );
    }
    const running = last.then(async () => {
      signal?.throwIfAborted();
      const results = await loaded.run(feeds, wanted).catch((cause: unknown) => {
        throw onnxError("run", `ONNX Runtime can't run ${name}: ${reasonOf(cause)}`, cause);
      });
      signal?.throwIfAborted();
      if (unchecked) checkFirstResult(name, feeds, results);
      unchecked = false;
      return results;
    });
    last = running.catch(() => {});
    return orAborted(running, signal);
  }

  function close(): Promise<void> {
    closing ??= last.then(() => loaded.close());
    return closing;
  }

  return {
    device: runtime.device,
    threads: runtime.threads,
    note: runtime.note,
    inputs,
    outputs,
    run: (feeds, options = {}) => run(feeds, options),
    close,
    [Symbol.asyncDispose]: close,
  };
}
