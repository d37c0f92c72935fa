// Takes the place of @alt2img/image's decoder-wasm.ts in the worker, which is one file: its page has the bundler's files.
import type { DecoderName, DecoderWasm } from "@alt2img/image/worker";
import type { FromWorker, ToWorker } from "./protocol.js";

type Waiting = { resolve(wasm: string): void; reject(error: Error): void };

const waiting = new Map<DecoderName, Waiting>();

const ask = (decoder: DecoderName): Promise<string> =>
  new Promise((resolve, reject) => {
    waiting.set(decoder, { resolve, reject });
    (postMessage as (message: FromWorker) => void)({ decoder });
  });

export const decoderWasm: DecoderWasm = { jpeg: () => ask("jpeg"), webp: () => ask("webp"), avif: () => ask("avif") };

export function receiveWasm(sent: Extract<ToWorker, { decoder: unknown }>): void {
  const { resolve, reject } = waiting.get(sent.decoder) ?? {};
  waiting.delete(sent.decoder);
  if ("wasm" in sent) resolve?.(sent.wasm);
  else reject?.(new Error(sent.failure));
}
