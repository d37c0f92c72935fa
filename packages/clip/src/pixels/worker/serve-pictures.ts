import { Alt2imgError } from "@alt2img/core";
import { createPreprocessor } from "../preprocessor.js";
import { readPixels } from "../read-pixels.js";
import { type Answer, type FromWorker, PROTOCOL, type ToWorker } from "./protocol.js";
import { receiveWasm } from "./wasm-from-page.js";

/** The parts of a worker's global scope that are used. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
};

scope.onmessage = async ({ data }) => {
  if ("decoder" in data) return receiveWasm(data);
  try {
    const preprocessor = createPreprocessor(data.preparation);
    const pixels = (await readPixels(data.picture, preprocessor, { signal: undefined })).data;
    scope.postMessage({ pixels }, [pixels.buffer as ArrayBuffer]);
  } catch (error) {
    scope.postMessage({ error: asData(error) });
  }
};
scope.postMessage({ protocol: PROTOCOL });

function asData(error: unknown): Extract<Answer, { error: unknown }>["error"] {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, cause } = error;
  return {
    ...(error instanceof Alt2imgError ? { code: error.code } : {}),
    message,
    ...(cause === undefined ? {} : { cause: cause instanceof Error ? cause.message : String(cause) }),
  };
}
