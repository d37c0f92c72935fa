import { Alt2imgError } from "../error.js";
import type { AnyTasks, FromWorker, ToWorker } from "./protocol.js";

export type CallOptions<Part> = {
  /** Aborts the task; the call rejects with the signal's reason at once. */
  readonly signal?: AbortSignal | undefined;
  /** Takes what the task reports while it runs. */
  readonly onPart?: ((part: Part) => void) | undefined;
  /** Buffers and other things in the arguments that the worker gets for good, instead of a copy. */
  readonly transfer?: readonly Transferable[] | undefined;
};

/**
 * Does a task in the worker. Rejects with the signal's reason as soon as it aborts; the worker then stops, too.
 *
 * The call rejects with an `Alt2imgError` of the same `code` if the task threw one, and otherwise with an `Error` that has its message;
 * with an `Alt2imgError` `core/worker` if the worker itself fails.
 */
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

/**
 * Calls the tasks of a worker that answers by `serve`. What takes time is done there, so that the page never freezes.
 *
 * @param worker started by you, and ended by you
 */
export function clientOf<Tasks extends AnyTasks, Part = never>(worker: Worker): Client<Tasks, Part> {
  const waiting = new Map<number, Waiting<Part>>();
  let last = 0;
  /** Why no call can be answered any more. */
  let failure: Error | undefined;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker<Part>>) => {
    const call = waiting.get(data.id);
    if ("part" in data) return call?.onPart?.(data.part);
    waiting.delete(data.id);
    if ("error" in data) return call?.reject(errorOf(data.error));
    return call?.resolve(data.result as never);
  });
  // The event of a script that can't be loaded has no message; a script that threw is still there.
  worker.addEventListener("error", ({ message }: { message?: string }) => {
    const error = new Alt2imgError("core/worker", `The worker has failed: ${message || "it couldn't be loaded"}.`);
    if (!message) failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const post = (message: ToWorker, transfer: readonly Transferable[] = []): void =>
    worker.postMessage(message, [...transfer]);

  return (task, args, { signal, onPart, transfer } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (failure !== undefined) return reject(failure);
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
      post({ id, task, args }, transfer);
    });
}

const errorOf = ({ message, code }: { message: string; code?: string }): Error =>
  code === undefined ? new Error(message) : new Alt2imgError(code, message);
