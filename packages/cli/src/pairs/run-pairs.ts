import { stat } from "node:fs/promises";
import { describeDiagnostic } from "./describe-diagnostic.js";
import type { PairsReport, PairsSettings, PairsTask, WorkerMessage } from "./messages.js";
import type { PairsOutput } from "./output.js";
import type { ProgressBar } from "./progress-bar.js";
import { runWorkerPool } from "./worker-pool.js";

export type RunPairsOptions = {
  /** The input files, in the order of the output. */
  names: AsyncIterable<string> | Iterable<string>;
  jobs: number;
  settings: PairsSettings;
  output: PairsOutput;
  progress: ProgressBar;
  /** Print every diagnostic. */
  verbose: boolean;
  workerUrl: URL;
  signal: AbortSignal;
};

/** What became of each input, in the order in which they were done. */
export type PairsOutcome = { name: string; report: PairsReport }[];

/** Reads the inputs side by side and writes their pairs in order. A bad input is reported; the others go on. */
export async function runPairs(options: RunPairsOptions): Promise<PairsOutcome> {
  const { output, progress, signal } = options;
  const outcome: PairsOutcome = [];
  const conclude = (task: PairsTask, report: PairsReport): void => {
    outcome.push({ name: task.name, report });
    if (report.failure !== undefined) progress.print(`alt2img: ${task.name}: ${report.failure}`);
  };

  async function* tasks(): AsyncGenerator<PairsTask, void, undefined> {
    let index = 0;
    for await (const name of options.names) {
      const task = { index: index++, name };
      // A file that cannot be looked at is the worker's to report.
      progress.expect((await stat(name).catch(() => undefined))?.size ?? 0);
      const earlier = await output.finished(task, () =>
        progress.print(`alt2img: ${name}: What an earlier run made of it is damaged; it is read again.`),
      );
      if (earlier === undefined) yield task;
      else {
        progress.read(earlier.bytes);
        progress.found(earlier.counts.kept);
        conclude(task, earlier);
      }
    }
  }

  const receive = async (task: PairsTask, message: WorkerMessage): Promise<void> => {
    switch (message.type) {
      case "lines":
        progress.found(message.pairs);
        return output.lines(task, message.bytes);
      case "read":
        return progress.read(message.bytes);
      case "diagnostic":
        return progress.print(describeDiagnostic(message.diagnostic));
      case "done":
        await output.done(task, message.report);
        return conclude(task, message.report);
    }
  };

  await runWorkerPool({
    tasks: tasks(),
    jobs: options.jobs,
    workerUrl: options.workerUrl,
    setup: { settings: options.settings, sendDiagnostics: options.verbose },
    receive,
    signal,
  });
  return outcome;
}
