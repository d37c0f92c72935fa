import type { ModelTensor, TensorInfo } from "./tensor.js";

/** A model as it was read from its folder. */
export type ModelBytes = {
  /** For messages: its path in its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The files with data of its tensors, under the names by which the model knows them. */
  readonly externalData: readonly { readonly path: string; readonly data: Uint8Array }[];
};

/** A model in a runtime, in this thread or in another. Nothing is checked any more, and runs come one after another. */
export type LoadedModel = {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  run(feeds: Readonly<Record<string, ModelTensor>>, outputs: readonly string[]): Promise<Record<string, ModelTensor>>;
  close(): Promise<void>;
};

/** Where a model can run. */
export type Runtime = {
  readonly device: "wasm" | "webgpu" | "cpu" | "cuda";
  /** How many threads a run uses; `undefined` where that is left to ONNX Runtime. */
  readonly threads: number | undefined;
  /** Why it isn't what was asked for, or not as fast as it could be. */
  readonly note?: string | undefined;
  load(model: ModelBytes): Promise<LoadedModel>;
};
