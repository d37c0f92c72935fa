import { Alt2imgError } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { LoadedModel } from "../session/loaded-model.js";
import { loadOrtModel, type Ort } from "../session/ort-model.js";
import type { ModelTensor } from "../session/tensor.js";
import type { AnswerMessage, Call, CallMessage, Results } from "./protocol.js";

/** The parts of a worker's global scope that are used. */
type WorkerScope = {
  readonly name: string;
  onmessage: ((event: MessageEvent<CallMessage>) => void) | null;
  postMessage(message: AnswerMessage, transfer: Transferable[]): void;
};

/** Runs models for a page, one call after another: a device can only do one thing at a time. */
export function serveSessions(ort: Ort, device: "wasm" | "webgpu"): void {
  const scope = globalThis as unknown as WorkerScope;
  // ONNX Runtime starts this file again for each of its threads, and takes over there.
  if (scope.name.startsWith("em-pthread")) return;
  const models = new Map<number, LoadedModel>();
  let last: Promise<unknown> = Promise.resolve();
  let loaded = 0;

  const modelOf = (session: number): LoadedModel => {
    const model = models.get(session);
    if (model !== undefined) return model;
    throw onnxError("closed", "The session is closed.");
  };

  async function answer(call: Call): Promise<Results[keyof Results]> {
    switch (call.kind) {
      case "start":
        ort.env.wasm.wasmBinary = call.wasm;
        ort.env.wasm.numThreads = call.threads;
        return { version: ort.env.versions.web ?? "" };
      case "load": {
        const model = await loadOrtModel(ort, call.model, { executionProviders: [device] });
        models.set(++loaded, model);
        return { session: loaded, inputs: model.inputs, outputs: model.outputs };
      }
      case "run":
        return modelOf(call.session).run(call.feeds, call.outputs);
      case "close": {
        const model = models.get(call.session);
        models.delete(call.session);
        await model?.close();
        return undefined;
      }
    }
  }

  scope.onmessage = ({ data: { id, call } }) => {
    last = last.then(async () => {
      try {
        const result = await answer(call);
        scope.postMessage({ id, result }, call.kind === "run" ? buffersOf(result as Results["run"]) : []);
      } catch (error) {
        const code = error instanceof Alt2imgError ? error.code : undefined;
        scope.postMessage({ id, error: { code, message: error instanceof Error ? error.message : String(error) } }, []);
      }
    });
  };
}

const buffersOf = (tensors: Readonly<Record<string, ModelTensor>>): ArrayBuffer[] => [
  ...new Set(Object.values(tensors).map(({ data }) => data.buffer as ArrayBuffer)),
];
