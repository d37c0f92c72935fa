import type { AnyTasks, FromWorker, ToWorker } from "./protocol.js";

export type CallOptions<Part> = { readonly signal?: AbortSignal; readonly onPart?: (part: Part) => void };

/** Does a task in the worker. Rejects with the signal's reason as soon as it aborts; the worker then stops, too. */
export type Client<Tasks extends AnyTasks, Part> = <Name extends keyof Tasks & string>(
  task: Name,
  args: Parameters<Tasks[Name]>,
  options?: CallOptions<Part>,
) => Promise<ReturnType<Tasks[Name]>>;

type Waiting<Part> = {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
  readonly onPart: CallOptions<Part>["onPart"];
};

/** Everything that takes time is done in workers, so that the page never freezes. */
export function clientOf<Tasks extends AnyTasks, Part = never>(worker: Worker): Client<Tasks, Part> {
  const waiting = new Map<number, Waiting<Part>>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker<Part>>) => {
    const call = waiting.get(data.id);
    if ("part" in data) return call?.onPart?.(data.part);
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

  return (task, args, { signal, onPart } = {}) =>
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
      waiting.set(id, { resolve: settled(resolve), reject: settled(reject), onPart });
      post({ id, task, args });
    });
}
