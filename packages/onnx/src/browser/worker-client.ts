import { Alt2imgError } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { AnswerMessage, Call, CallMessage, Results } from "../worker/protocol.js";

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
 * Starts a worker. A worker from another origin (a CDN) is started by a small script of the page's own origin, in a blob.
 *
 * @throws Alt2imgError `onnx/runtime`, from each call, when it can't be started or has died
 */
export function startWorker(url: URL, name: string): WorkerClient {
  const pending = new Map<number, Pending>();
  let calls = 0;
  let dead: Alt2imgError | undefined;
  const { worker, release } = createWorker(url, name);

  function die(error: Alt2imgError): void {
    dead ??= error;
    worker.terminate();
    release();
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
  // The event of a script that can't be loaded doesn't say why.
  worker.onerror = (event: ErrorEvent) => {
    event.preventDefault();
    const reason = event.message || "the browser doesn't say why";
    void describeFailure(url, reason).then((message) => die(onnxError("runtime", message)));
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

function createWorker(url: URL, name: string): { worker: Worker; release(): void } {
  const options: WorkerOptions = { type: "module", name };
  if (url.origin === globalThis.location.origin) return { worker: new Worker(url, options), release: () => {} };
  const script = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
  const blobUrl = URL.createObjectURL(script);
  return { worker: new Worker(blobUrl, options), release: () => URL.revokeObjectURL(blobUrl) };
}

async function describeFailure(url: URL, reason: string): Promise<string> {
  const found = await fetch(url, { method: "HEAD" }).then(
    ({ ok, status, headers }) =>
      ok ? `a file of type ${headers.get("Content-Type") ?? "unknown"} is there` : `the server answers ${status}`,
    () => "it can't be fetched",
  );
  return (
    `The worker ${url} failed: ${reason}; ${found}. It must be served as JavaScript, and the page's Content-Security-Policy must allow it ` +
    "(worker-src 'self'; script-src 'wasm-unsafe-eval'). Your bundler may not know of the file: then copy it from " +
    "node_modules/@alt2img/onnx/dist to the folder of your script, or name its folder in the option “runtime”."
  );
}
