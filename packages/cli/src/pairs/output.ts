import type { PairsReport, PairsTask } from "./messages.js";

/** Where the pairs go: to a stream as they arrive, or to part files that become one file at the end. */
export type PairsOutput = {
  /**
   * The report of an earlier run, if the file needn't be read again. `onDamaged` is called if it must be read again because
   * that run's part is damaged.
   */
  finished(task: PairsTask, onDamaged: () => void): Promise<PairsReport | undefined>;
  /** Writes the next bytes of the task's output. */
  bytes(task: PairsTask, bytes: Uint8Array): Promise<void>;
  /** Call it when the task has no more bytes. */
  done(task: PairsTask, report: PairsReport): Promise<void>;
  /**
   * Completes the output when all tasks are done. Returns what to tell the user, if anything.
   * @param failures how many inputs couldn't be read to the end
   */
  finish(failures: number, signal: AbortSignal): Promise<string | undefined>;
  /** After an error or an interruption: keeps only what is complete. Returns what to tell the user, if anything. */
  abandon(): Promise<string | undefined>;
};
