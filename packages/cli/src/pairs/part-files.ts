import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { writeWhole } from "@alt2img/core/node";
import { outputError } from "../output-error.js";
import { type CheckSum, createCheckSum, isWhole, type PartSum } from "./check-sum.js";
import type { PairsFormat, PairsReport, PairsTask } from "./messages.js";

/** What the parts in a folder were made from. A later run may continue only if it is the same. */
export type PartsManifest = { version: string; inputs: string[]; settings: unknown; format: PairsFormat };

/**
 * A folder with a file for each input, in the format of the output. Each file is either complete or not there: it is written
 * under another name and renamed when it is complete. Its report is written after that; a part without a report doesn't count.
 */
export type PartFiles = {
  readonly folder: string;
  /** The report of a part that is intact and whose input hasn't changed. `onDamaged` is called for a damaged part. */
  report(task: PairsTask, onDamaged: () => void): Promise<PairsReport | undefined>;
  append(task: PairsTask, bytes: Uint8Array): Promise<void>;
  complete(task: PairsTask, report: PairsReport): Promise<void>;
  /** The paths of the parts, in the order of their inputs. */
  paths(): string[];
  /** Deletes incomplete parts; returns how many are complete. */
  prune(): Promise<number>;
  /** Records that the parts became an output, so that the folder no longer counts as unfinished work. */
  markAssembled(): Promise<void>;
  remove(): Promise<void>;
};

const MANIFEST = "manifest.json";
const ASSEMBLED = "assembled";

/** For an input whose size and time can't be read: no file has these values. */
const UNKNOWN = { size: -1, mtimeMs: -1 };

/**
 * Opens the folder, or makes it.
 * @param resume whether to continue with what an earlier run left; otherwise such a folder is refused
 * @throws Alt2imgError `cli/usage` when the folder contains unfinished work and `resume` isn't set, or the work of another call
 */
export async function openPartFiles(folder: string, manifest: PartsManifest, resume: boolean): Promise<PartFiles> {
  await prepareFolder(folder, manifest, resume);
  const { format } = manifest;
  const unfinished = new Map<number, Unfinished>();
  // The state of each input before it was read: what is added to it meanwhile isn't in its part.
  const before = new Map<number, { size: number; mtimeMs: number }>();
  const path = ({ index }: { index: number }, extension: string): string =>
    join(folder, `${String(index).padStart(6, "0")}.${extension}`);
  const openPart = async (task: PairsTask): Promise<Unfinished> => {
    const part = unfinished.get(task.index) ?? {
      file: await open(path(task, `${format}.partial`), "w"),
      sum: createCheckSum(),
    };
    unfinished.set(task.index, part);
    return part;
  };

  const parts: PartFiles = {
    folder,
    report: async (task, onDamaged) => {
      const { size, mtimeMs } = await stat(task.name).catch(() => UNKNOWN);
      before.set(task.index, { size, mtimeMs });
      const stored = await readStoredReport(path(task, "json"));
      if (stored === undefined || stored.report.failure !== undefined) return undefined;
      if (stored.size !== size || stored.mtimeMs !== mtimeMs) return undefined;
      if (await isWhole(path(task, format), stored.part)) return stored.report;
      onDamaged();
      return undefined;
    },
    append: async (task, bytes) => {
      const { file, sum } = await openPart(task);
      sum.add(bytes);
      await file.appendFile(bytes);
    },
    complete: async (task, report) => {
      const { file, sum } = await openPart(task);
      unfinished.delete(task.index);
      // It is flushed to the disk before it gets its name, so that a power cut leaves a complete part or none.
      await file.datasync();
      await file.close();
      await rm(path(task, "json"), { force: true });
      await rename(path(task, `${format}.partial`), path(task, format));
      const stored: StoredReport = { ...(before.get(task.index) ?? UNKNOWN), part: sum.value(), report };
      await writeWhole(path(task, "json"), JSON.stringify(stored));
    },
    paths: () => [...manifest.inputs.keys()].map((index) => path({ index }, format)),
    prune: async () => {
      for (const { file } of unfinished.values()) await file.close();
      unfinished.clear();
      const names = await readdir(folder);
      for (const name of names) if (name.endsWith(".partial")) await rm(join(folder, name), { force: true });
      return names.filter((name) => /^\d+\.json$/.test(name)).length;
    },
    markAssembled: () => writeFile(join(folder, ASSEMBLED), ""),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  await parts.prune();
  return parts;
}

async function prepareFolder(folder: string, manifest: PartsManifest, resume: boolean): Promise<void> {
  const wanted = JSON.stringify(manifest);
  const found = await readFile(join(folder, MANIFEST), "utf8").catch(() => undefined);
  const names = await readdir(folder).catch(() => undefined);
  if (found === undefined && names !== undefined && names.some((name) => !isUnfinishedManifest(name))) {
    throw usage(
      `${folder} is in the way: it isn't the folder of an interrupted run. Move it, or choose another output.`,
    );
  }
  const assembled = names?.includes(ASSEMBLED) === true;
  if (found !== undefined && resume) {
    if (found !== wanted) {
      throw usage(
        `${folder} was made by a different command: ${difference(found, manifest)}. ` +
          "Repeat that command with --resume, or delete the folder to start over.",
      );
    }
    await rm(join(folder, ASSEMBLED), { force: true });
    return;
  }
  if (found !== undefined && !assembled) {
    throw usage(
      `${folder} contains the work of an interrupted run. Continue with --resume, or delete it to start over.`,
    );
  }
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    await writeWhole(join(folder, MANIFEST), wanted);
  } catch (error) {
    throw outputError(folder, error);
  }
}

/** What a run leaves if it is killed while it writes the manifest. */
const isUnfinishedManifest = (name: string): boolean => name.startsWith(`${MANIFEST}.`) && name.endsWith(".partial");

function difference(found: string, wanted: PartsManifest): string {
  let earlier: Partial<PartsManifest>;
  try {
    earlier = JSON.parse(found);
  } catch {
    return "its manifest can't be read";
  }
  if (JSON.stringify(earlier.inputs) !== JSON.stringify(wanted.inputs)) return "it had other inputs";
  if (JSON.stringify(earlier.settings) !== JSON.stringify(wanted.settings)) return "it had other options";
  if (earlier.format !== wanted.format) return `it wrote ${earlier.format}`;
  return `it used alt2img ${earlier.version}, and this is ${wanted.version}`;
}

type Unfinished = { file: FileHandle; sum: CheckSum };

/** `size` and `mtimeMs` are those of the input: if it has changed, it is read again. */
type StoredReport = { size: number; mtimeMs: number; part: PartSum; report: PairsReport };

async function readStoredReport(path: string): Promise<StoredReport | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    // It doesn't exist, or we didn't write it: the input is read again.
    return undefined;
  }
}

function usage(message: string): Alt2imgError {
  return new Alt2imgError("cli/usage", message);
}
