import { stat } from "node:fs/promises";
import { describeDiagnostic } from "./describe-diagnostic.js";
import type { PairsReport, PairsTask, WorkerMessage } from "./messages.js";
import type { PairsOutput } from "./output.js";
import type { ProgressBar } from "./progress-bar.js";
import { readAhead } from "./read-ahead.js";
import { runWorkerPool, type WorkerPoolOptions } from "./worker-pool.js";

export type RunPairsOptions = {
  /** The input files, in the order of the output. */
  names: AsyncIterable<string> | Iterable<string>;
  output: PairsOutput;
  progress: ProgressBar;
  pool: Pick<WorkerPoolOptions, "jobs" | "workerUrl" | "setup">;
  signal: AbortSignal;
};

/** What was read from each input, in the order in which they were finished. */
export type PairsOutcome = { name: string; report: PairsReport }[];

/** An input and its size in bytes; 0 if the size can't be read, which the worker reports. */
type Input = PairsTask & { size: number };

/** Reads the inputs in parallel and writes their pairs in order. A bad input is reported; the others continue. */
export async function runPairs({ names, output, progress, pool, signal }: RunPairsOptions): Promise<PairsOutcome> {
  const outcome: PairsOutcome = [];
  const sizes = new Map<number, number>();
  const conclude = ({ index, name }: PairsTask, report: PairsReport): void => {
    outcome.push({ name, report });
    // What couldn't be read counts as done, so that the bar reaches its end.
    progress.read(Math.max((sizes.get(index) ?? 0) - report.bytes, 0));
    sizes.delete(index);
    if (report.failure !== undefined) progress.print(`alt2img: ${name}: ${report.failure}`);
  };

  async function* inputs(): AsyncGenerator<Input, void, undefined> {
    let index = 0;
    for await (const name of names) {
      const size = (await stat(name).catch(() => undefined))?.size ?? 0;
      progress.expect(size);
      yield { index: index++, name, size };
    }
    progress.expectNoMore();
  }

  async function* tasks(): AsyncGenerator<PairsTask, void, undefined> {
    // All sizes are read at once, so that the bar soon shows the total.
    for await (const { size, ...task } of readAhead(inputs())) {
      sizes.set(task.index, size);
      const earlier = await output.finished(task, () =>
        progress.print(`alt2img: ${task.name}: The part file of an earlier run is damaged; reading the input again.`),
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
      case "bytes":
        progress.found(message.pairs);
        return output.bytes(task, message.bytes);
      case "read":
        return progress.read(message.bytes);
      case "diagnostic":
        return progress.print(describeDiagnostic(message.diagnostic));
      case "done":
        await output.done(task, message.report);
        return conclude(task, message.report);
    }
  };

  await runWorkerPool({ ...pool, tasks: tasks(), receive, signal });
  return outcome;
}
