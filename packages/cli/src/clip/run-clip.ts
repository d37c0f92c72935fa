import type { Clip } from "@alt2img/clip";
import type { OnProgress, Progress } from "@alt2img/core";
import { interruptible } from "../interruption.js";
import { createReportProgress } from "../report/report-progress.js";
import { type ClipPackages, findClipPackages, type PackageName } from "./clip-packages.js";
import type { ModelFlags } from "./model-options.js";
import { type OpenedModel, openModel } from "./model-source.js";
import { ownError } from "./own-error.js";

/** What a command that runs a model works with. */
export type ClipRun = {
  readonly packages: ClipPackages;
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
  work: (run: ClipRun) => Promise<T>,
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
    const packages = await findClipPackages(print, signal, needs);
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

/** The same with a model that is loaded, and closed at the end. */
export function runWithClip<T>(
  { model, variant, device }: ModelFlags & { model: string },
  work: (clip: Clip, run: ClipRun & { readonly model: OpenedModel }) => Promise<T>,
  options: { quiet?: boolean } = {},
): Promise<T> {
  return runWithPackages(async (run) => {
    const { packages, signal, onProgress, print } = run;
    const opened = await openModel(model, packages, { signal, onProgress });
    const { kind } = opened.source;
    if (!process.stderr.isTTY && options.quiet !== true && (kind === "hub" || kind === "web"))
      print(`Loading ${model}`);
    const { loadClip } = await packages.load("@alt2img/clip");
    const clip = await loadClip(opened.folder, { variant, session: { device }, signal, onProgress });
    try {
      return await work(clip, { ...run, model: opened });
    } finally {
      await clip.close();
    }
  }, options);
}
