import type { PairsReport, PairsTask } from "./messages.js";

/** Where the pairs go: to a stream as they come, or to part files that become one file at the end. */
export type PairsOutput = {
  /**
   * The report of a run before this one, when the file need not be read again. `onDamaged` is told when it has to be,
   * because what that run made of it is no longer whole.
   */
  finished(task: PairsTask, onDamaged: () => void): Promise<PairsReport | undefined>;
  /** The next bytes of what the task's file becomes. */
  bytes(task: PairsTask, bytes: Uint8Array): Promise<void>;
  /** The task has no more bytes. */
  done(task: PairsTask, report: PairsReport): Promise<void>;
  /**
   * Every task is done: makes the output whole. Returns what to tell the user, if anything.
   * @param failures how many inputs could not be read to their end
   */
  finish(failures: number, signal: AbortSignal): Promise<string | undefined>;
  /** After an error or an interruption: leaves only what is whole. Returns what to tell the user, if anything. */
  abandon(): Promise<string | undefined>;
};
