import { Alt2imgError } from "@alt2img/core";
import { createPreprocessor } from "../preprocessor.js";
import { readPixels } from "../read-pixels.js";
import { type FromWorker, PROTOCOL, type ToWorker } from "./protocol.js";
import { receiveWasm } from "./wasm-from-page.js";

/** The parts of a worker's global scope that are used. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
  postMessage(message: FromWorker, transfer?: Transferable[]): void;
};

scope.onmessage = async ({ data }) => {
  if ("decoder" in data) return receiveWasm(data.decoder, data.wasm);
  try {
    const preprocessor = createPreprocessor(data.preparation);
    const pixels = (await readPixels(data.picture, preprocessor, { signal: undefined })).data;
    scope.postMessage({ pixels }, [pixels.buffer as ArrayBuffer]);
  } catch (error) {
    const code = error instanceof Alt2imgError ? error.code : undefined;
    scope.postMessage({ error: { code, message: error instanceof Error ? error.message : String(error) } });
  }
};
scope.postMessage({ protocol: PROTOCOL });
