import type { ModelBytes } from "../session/loaded-model.js";
import type { ModelTensor, TensorInfo } from "../session/tensor.js";

/** What the page asks of the worker that runs models. Each call has its own number, and gets one response. */
export type Call =
  | { readonly kind: "start"; readonly wasm: Uint8Array; readonly threads: number }
  | { readonly kind: "load"; readonly model: ModelBytes }
  | {
      readonly kind: "run";
      readonly session: number;
      readonly feeds: Readonly<Record<string, ModelTensor>>;
      readonly outputs: readonly string[];
    }
  | { readonly kind: "close"; readonly session: number };

export type CallMessage = { readonly id: number; readonly call: Call };

/** The result of each kind of call. */
export type Results = {
  start: { readonly version: string };
  load: { readonly session: number; readonly inputs: readonly TensorInfo[]; readonly outputs: readonly TensorInfo[] };
  run: Record<string, ModelTensor>;
  close: undefined;
};

export type AnswerMessage =
  | { readonly id: number; readonly result: Results[keyof Results] }
  /** Our errors keep their code: their class is lost in cloning. */
  | { readonly id: number; readonly error: { readonly code: string | undefined; readonly message: string } };
