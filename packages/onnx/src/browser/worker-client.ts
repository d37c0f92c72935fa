import { Alt2imgError } from "@alt2img/core";
import { openWorker, workerFailure } from "@alt2img/core/worker";
import { onnxError } from "../onnx-error.js";
import type { AnswerMessage, Call, CallMessage, Results } from "../worker/protocol.js";

const ADVICE =
  "It must be served as JavaScript, and the page's Content-Security-Policy must allow it " +
  "(worker-src 'self'; script-src 'wasm-unsafe-eval'). Your bundler may not know of the file: then copy it from " +
  "node_modules/@alt2img/onnx/dist to the folder of your script, or name its folder in the option “runtime”.";

/** A worker that runs models, seen from the page. */
export type WorkerClient = {
  call<Kind extends Call["kind"]>(
    call: Extract<Call, { kind: Kind }>,
    transfer?: Transferable[],
  ): Promise<Results[Kind]>;
  /** Ends it, whatever it is doing. */
  terminate(): void;
};

type Pending = { resolve(result: Results[keyof Results]): void; reject(error: unknown): void };

/**
 * Starts a worker.
 *
 * @throws Alt2imgError `onnx/runtime`, from each call, when it can't be started or has died
 */
export function startWorker(url: URL, name: string): WorkerClient {
  const pending = new Map<number, Pending>();
  let calls = 0;
  let dead: Alt2imgError | undefined;
  const { worker, terminate } = openWorker(url, name);

  function die(error: Alt2imgError): void {
    dead ??= error;
    terminate();
    for (const { reject } of pending.values()) reject(dead);
    pending.clear();
  }

  worker.onmessage = ({ data }: MessageEvent<AnswerMessage>) => {
    const waiting = pending.get(data.id);
    pending.delete(data.id);
    if ("error" in data) {
      const { code, message } = data.error;
      waiting?.reject(code === undefined ? new Error(message) : new Alt2imgError(code, message));
    } else waiting?.resolve(data.result);
  };
  worker.onerror = (event: ErrorEvent) => {
    void workerFailure(url, event).then((found) => die(onnxError("runtime", `${found} ${ADVICE}`)));
  };
  return {
    call: (call, transfer = []) =>
      new Promise((resolve, reject) => {
        if (dead !== undefined) return reject(dead);
        const id = calls++;
        pending.set(id, { resolve: resolve as Pending["resolve"], reject });
        worker.postMessage({ id, call } satisfies CallMessage, transfer);
      }),
    terminate: () => die(onnxError("closed", "The worker was ended.")),
  };
}
