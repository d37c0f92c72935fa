import { Alt2imgError, type OnProgress } from "@alt2img/core";
import { embedPicture, embedTexts, explain, load, tokenize } from "./model.js";
import type { FromWorker, TaskName, Tasks, ToWorker } from "./protocol.js";
import { readPages } from "./read-pages.js";
import { walkDown } from "./walk-down.js";

export type TaskOptions = { readonly signal: AbortSignal; readonly onProgress: OnProgress };

type Served = {
  [Name in TaskName]: (args: Parameters<Tasks[Name]>, options: TaskOptions) => Promise<ReturnType<Tasks[Name]>>;
};

const tasks: Served = {
  load: (_, options) => load(options),
  embedPicture: ([picture], { signal }) => embedPicture(picture, signal),
  embedTexts: ([texts], { signal }) => embedTexts(texts, signal),
  tokenize: ([text]) => tokenize(text),
  explain: ([picture, text], options) => explain(picture, text, options),
  walkDown: ([picture, classes], options) => walkDown(picture, classes, options),
  readPages: ([source], options) => readPages(source, options),
};

const running = new Map<number, AbortController>();
const answer = (message: FromWorker): void => postMessage(message);

async function serve(id: number, task: TaskName, args: readonly unknown[]): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const options = {
    signal: controller.signal,
    onProgress: (progress: Parameters<OnProgress>[0]) => answer({ id, progress }),
  };
  try {
    // `Tasks` types both ends: the arguments are those of this task.
    answer({
      id,
      result: await (tasks[task] as (args: readonly unknown[], options: TaskOptions) => Promise<unknown>)(
        args,
        options,
      ),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer({ id, error: { message, ...(error instanceof Alt2imgError ? { code: error.code } : {}) } });
  } finally {
    running.delete(id);
  }
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("abort" in data) running.get(data.id)?.abort();
  else void serve(data.id, data.task, data.args);
});
