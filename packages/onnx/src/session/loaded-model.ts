import type { ModelTensor, TensorInfo } from "./tensor.js";

/** A model as it was read from its folder. */
export type ModelBytes = {
  /** For messages: its path in its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The files with its tensors' data, by the names that the model uses. */
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[];
};

/** A model in a runtime, in this thread or another. Its feeds have been checked, and runs are sequential. */
export type LoadedModel = {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  run(feeds: Readonly<Record<string, ModelTensor>>, outputs: readonly string[]): Promise<Record<string, ModelTensor>>;
  close(): Promise<void>;
};

/** Where a model can run. */
export type Runtime = {
  readonly device: "wasm" | "webgpu" | "cpu" | "cuda";
  /** How many threads a run uses; `undefined` if ONNX Runtime decides. */
  readonly threads: number | undefined;
  /** Why it isn't the requested device, or isn't as fast as it could be. */
  readonly note?: string | undefined;
  load(model: ModelBytes): Promise<LoadedModel>;
};
