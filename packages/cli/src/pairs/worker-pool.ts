import { Worker } from "node:worker_threads";
import { emptyPairCounts } from "@alt2img/dataset";
import type { MainMessage, PairsTask, WorkerMessage, WorkerSetup } from "./messages.js";

export type WorkerPoolOptions = {
  tasks: AsyncIterable<PairsTask>;
  /** The most workers at a time; if there are fewer tasks, fewer are started. */
  jobs: number;
  /** The module that the workers run. */
  workerUrl: URL;
  setup: WorkerSetup;
  /** Called for each message of a task in order; the next call waits until the promise has settled. */
  receive: (task: PairsTask, message: WorkerMessage) => Promise<void>;
  /** Ends all workers; the call rejects with the signal's reason. */
  signal: AbortSignal;
};

/**
 * Works through the tasks in a pool of threads; each takes the next task when it has finished one. If a worker dies (out of
 * memory, say), its task fails, and another worker replaces it. Rejects when `tasks` or `receive` does; when the call settles,
 * all workers have ended.
 */
export async function runWorkerPool(options: WorkerPoolOptions): Promise<void> {
  const broken = new AbortController();
  const signal = AbortSignal.any([options.signal, broken.signal]);
  const queue = options.tasks[Symbol.asyncIterator]();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => {});
  // The names of the files may arrive slowly; an abort doesn't wait for the next one.
  const nextTask = (): Promise<IteratorResult<PairsTask>> => Promise.race([aborted, queue.next()]);

  const lane = async (): Promise<void> => {
    let worker: Worker | undefined;
    try {
      signal.throwIfAborted();
      for (let next = await nextTask(); !next.done; next = await nextTask()) {
        worker ??= new Worker(options.workerUrl, { workerData: options.setup });
        const alive = await runTask(worker, next.value, options.receive, signal);
        if (!alive) worker = undefined;
      }
    } catch (error) {
      broken.abort(error);
    } finally {
      await worker?.terminate();
    }
  };
  await Promise.all(Array.from({ length: options.jobs }, lane));
  signal.throwIfAborted();
}

/** Returns whether the worker is still alive. */
async function runTask(
  worker: Worker,
  task: PairsTask,
  receive: WorkerPoolOptions["receive"],
  signal: AbortSignal,
): Promise<boolean> {
  const send = (message: MainMessage): void => worker.postMessage(message);
  const death = await new Promise<string | undefined>((resolve, reject) => {
    let received: Promise<void> = Promise.resolve();
    const inTurn = (step: () => Promise<void> | void): void => {
      received = received.then(step).catch(settle(reject));
    };
    const onMessage = (message: WorkerMessage): void =>
      inTurn(async () => {
        await receive(task, message);
        if (message.type === "bytes") send({ type: "credit" });
        if (message.type === "done") settle(resolve)(undefined);
      });
    const onError = (error: Error): void => inTurn(() => settle(resolve)(`its worker thread died: ${error.message}`));
    const onExit = (): void => inTurn(() => settle(resolve)("its worker thread ended before the file did"));
    // What was received is processed before an abort is passed on, so that nothing is written after it.
    const onAbort = (): void => inTurn(() => settle(reject)(signal.reason));
    function settle<T>(how: (value: T) => void): (value: T) => void {
      return (value) => {
        worker.off("message", onMessage).off("error", onError).off("exit", onExit);
        signal.removeEventListener("abort", onAbort);
        how(value);
      };
    }
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    signal.addEventListener("abort", onAbort);
    send({ type: "task", task });
  });
  if (death === undefined) return true;
  await receive(task, { type: "done", report: { counts: emptyPairCounts(), examples: [], bytes: 0, failure: death } });
  return false;
}
