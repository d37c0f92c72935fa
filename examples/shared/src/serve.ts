import { Alt2imgError } from "@alt2img/core";
import type { AnyTasks, FromWorker, ToWorker } from "./protocol.js";

export type TaskOptions<Part> = { readonly signal: AbortSignal; readonly onPart: (part: Part) => void };

/** What a worker does for each of its tasks. */
export type Served<Tasks extends AnyTasks, Part> = {
  [Name in keyof Tasks]: (
    args: Parameters<Tasks[Name]>,
    options: TaskOptions<Part>,
  ) => ReturnType<Tasks[Name]> | Promise<ReturnType<Tasks[Name]>>;
};

/** Answers the page. Call it once in a worker. */
export function serve<Tasks extends AnyTasks, Part = never>(tasks: Served<Tasks, Part>): void {
  const running = new Map<number, AbortController>();
  const answer = (message: FromWorker<Part>): void => postMessage(message);

  const run = async (id: number, task: string, args: readonly unknown[]): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    const { signal } = controller;
    // What an aborted task still has to say would be about something that the page no longer shows.
    const onPart = (part: Part): void => void (signal.aborted || answer({ id, part }));
    try {
      // `Tasks` types both ends: the arguments are those of this task.
      const work = tasks[task] as unknown as (args: readonly unknown[], options: TaskOptions<Part>) => unknown;
      answer({ id, result: await work(args, { signal, onPart }) });
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
