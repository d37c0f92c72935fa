import type { OnProgress, Progress } from "@alt2img/core";
import { interruptible } from "../interruption.js";
import { createReportProgress } from "../report/report-progress.js";
import { findModelPackages, type ModelPackages, type PackageName } from "./model-packages.js";
import { ownError } from "./own-error.js";

/** What a command that runs a model works with. */
export type ModelRun = {
  readonly packages: ModelPackages;
  readonly signal: AbortSignal;
  /** Shows progress on a terminal. */
  readonly onProgress: OnProgress;
  /** Writes a line to standard error, above the bar if there is one. */
  print(line: string): void;
};

/**
 * Runs a command's work with the packages that run models, which are fetched if they aren't there. Ctrl-C stops it, the
 * progress bar is taken away, and errors of those packages become errors of the command line.
 */
export async function runWithPackages<T>(
  work: (run: ModelRun) => Promise<T>,
  { quiet = false, needs }: { quiet?: boolean; needs?: readonly PackageName[] } = {},
): Promise<T> {
  const progress = createReportProgress(process.stderr, { quiet });
  // On anything but a terminal, a line for each file that is read would be noise; what is fetched takes long.
  const isWorthALine = ({ stage }: Progress): boolean => process.stderr.isTTY || stage.startsWith("Fetching");
  const run = async (signal: AbortSignal): Promise<T> => {
    const print = (line: string): void => {
      progress.stop();
      process.stderr.write(`${line}\n`);
    };
    const packages = await findModelPackages(print, signal, needs);
    return work({
      packages,
      signal,
      print,
      onProgress: (each) => (isWorthALine(each) ? progress.onProgress(each) : undefined),
    });
  };
  try {
    return await interruptible(run, progress.stop);
  } catch (error) {
    throw ownError(error);
  } finally {
    progress.stop();
  }
}
