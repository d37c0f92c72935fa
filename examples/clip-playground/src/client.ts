import type { OnProgress } from "@alt2img/core";
import type { FromWorker, TaskName, Tasks, ToWorker } from "./worker/protocol.js";

export type CallOptions = { readonly signal?: AbortSignal; readonly onProgress?: OnProgress };

/** Does a task in the worker. Rejects with the signal's reason as soon as it aborts; the worker then stops, too. */
export type Client = <Name extends TaskName>(
  task: Name,
  args: Parameters<Tasks[Name]>,
  options?: CallOptions,
) => Promise<ReturnType<Tasks[Name]>>;

type Waiting = {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: OnProgress | undefined;
};

/** Everything that takes time is done in a worker, so that the page never freezes: decoding, the model, WordNet, pages. */
export function startClient(): Client {
  const worker = new Worker(new URL("./worker/serve.ts", import.meta.url), { type: "module", name: "playground" });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    const call = waiting.get(data.id);
    if ("progress" in data) return call?.onProgress?.(data.progress);
    waiting.delete(data.id);
    if ("error" in data) return call?.reject(Object.assign(new Error(data.error.message), { code: data.error.code }));
    return call?.resolve(data.result as never);
  });
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values())
      reject(new Error(`The worker has failed: ${message || "it couldn't be loaded"}.`));
    waiting.clear();
  });
  const post = (message: ToWorker): void => worker.postMessage(message);

  return (task, args, { signal, onProgress } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const id = ++last;
      const abort = (): void => {
        waiting.delete(id);
        post({ id, abort: true });
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      const settled =
        <Result>(settle: (result: Result) => void) =>
        (result: Result): void => {
          signal?.removeEventListener("abort", abort);
          settle(result);
        };
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject), onProgress });
      post({ id, task, args });
    });
}
