import { Alt2imgError } from "../error.js";
import type { AnyTasks, FromWorker, ToWorker } from "./protocol.js";

export type TaskOptions<Part> = {
  /** Aborts when the page no longer wants the result, which is then thrown away. */
  readonly signal: AbortSignal;
  /** Reports something to the page while the task runs. */
  readonly onPart: (part: Part) => void;
};

export type ServedTaskOptions<Part> = TaskOptions<Part> & {
  /** Names what the page gets for good with the result, instead of a copy. */
  readonly transfer: (...objects: readonly Transferable[]) => void;
};

/** What a worker does for each of its tasks. */
export type Served<Tasks extends AnyTasks, Part> = {
  [Name in keyof Tasks]: (
    args: Parameters<Tasks[Name]>,
    options: ServedTaskOptions<Part>,
  ) => ReturnType<Tasks[Name]> | Promise<ReturnType<Tasks[Name]>>;
};

/** Answers the page, which calls by `clientOf`. Call it once in a worker, before its script awaits anything. */
export function serve<Tasks extends AnyTasks, Part = never>(tasks: Served<Tasks, Part>): void {
  const running = new Map<number, AbortController>();
  const answer = (message: FromWorker<Part>, transfer: Transferable[] = []): void => postMessage(message, { transfer });

  const run = async (id: number, task: string, args: readonly unknown[]): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const { signal } = controller;
    // What an aborted task still has to say would be about something that the page no longer shows.
    const onPart = (part: Part): void => void (signal.aborted || answer({ id, part }));
    const transferred: Transferable[] = [];
    const transfer = (...objects: readonly Transferable[]): void => void transferred.push(...objects);
    try {
      // `Tasks` types both ends: the arguments are those of this task.
      const work = tasks[task] as unknown as (args: readonly unknown[], options: ServedTaskOptions<Part>) => unknown;
      const result = await work(args, { signal, onPart, transfer });
      answer({ id, result }, transferred);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      answer({ id, error: { message, ...(error instanceof Alt2imgError ? { code: error.code } : {}) } });
    } finally {
      running.delete(id);
    }
  };

  addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    if ("abort" in data) running.get(data.id)?.abort();
    else void run(data.id, data.task, data.args);
  });
}
