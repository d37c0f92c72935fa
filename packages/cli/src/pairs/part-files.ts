import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { writeWhole } from "@alt2img/core/node";
import { outputError } from "../output-error.js";
import { type CheckSum, createCheckSum, isWhole, type PartSum } from "./check-sum.js";
import type { PairsFormat, PairsReport, PairsTask } from "./messages.js";

/** What the parts in a folder were made of. A later run may only go on when it is the same. */
export type PartsManifest = { version: string; inputs: string[]; settings: unknown; format: PairsFormat };

/**
 * A file for each input in a folder, in the format of the output, each either whole or not there: it is written under another name and
 * renamed when it is complete, and only then is its report written, which is what counts.
 */
export type PartFiles = {
  readonly folder: string;
  /** The report of a part that is whole, and whose input is as it was. `onDamaged` is told of one that is not whole. */
  report(task: PairsTask, onDamaged: () => void): Promise<PairsReport | undefined>;
  append(task: PairsTask, bytes: Uint8Array): Promise<void>;
  complete(task: PairsTask, report: PairsReport): Promise<void>;
  /** Where the parts are, in the order of their inputs. */
  paths(): string[];
  /** Deletes parts that are not whole; returns how many are. */
  prune(): Promise<number>;
  /** Remembers that the parts became an output, so that the folder no longer counts as unfinished work. */
  markAssembled(): Promise<void>;
  remove(): Promise<void>;
};

const MANIFEST = "manifest.json";
const ASSEMBLED = "assembled";

/** Of an input that cannot be looked at: no file has this. */
const UNKNOWN = { size: -1, mtimeMs: -1 };

/**
 * Opens the folder, which is made where there is none.
 * @param resume go on with what an earlier run left; without it such a folder is refused
 * @throws Alt2imgError `cli/usage` when the folder holds unfinished work and `resume` is not set, or other work
 */
export async function openPartFiles(folder: string, manifest: PartsManifest, resume: boolean): Promise<PartFiles> {
  await prepareFolder(folder, manifest, resume);
  const { format } = manifest;
  const unfinished = new Map<number, Unfinished>();
  // As each input was before it was read: what is added to it meanwhile is not in its part.
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
      // On the disk before it has its name: a power cut leaves a whole part or none.
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
    throw usage(`${folder} is in the way: it isn't the folder of an interrupted run. Move it, or write elsewhere.`);
  }
  const assembled = names?.includes(ASSEMBLED) === true;
  if (found !== undefined && resume) {
    if (found !== wanted) {
      throw usage(
        `${folder} was made by a different call: ${difference(found, manifest)}. ` +
          "Repeat that call with --resume, or delete the folder to start over.",
      );
    }
    await rm(join(folder, ASSEMBLED), { force: true });
    return;
  }
  if (found !== undefined && !assembled) {
    throw usage(`${folder} holds the work of an interrupted run. Continue with --resume, or delete it to start over.`);
  }
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    await writeWhole(join(folder, MANIFEST), wanted);
  } catch (error) {
    throw outputError(folder, error);
  }
}

/** What is left where a run was killed while it wrote the manifest. */
const isUnfinishedManifest = (name: string): boolean => name.startsWith(`${MANIFEST}.`) && name.endsWith(".partial");

function difference(found: string, wanted: PartsManifest): string {
  let earlier: Partial<PartsManifest>;
  try {
    earlier = JSON.parse(found);
  } catch {
    return "its manifest cannot be read";
  }
  if (JSON.stringify(earlier.inputs) !== JSON.stringify(wanted.inputs)) return "it had other inputs";
  if (JSON.stringify(earlier.settings) !== JSON.stringify(wanted.settings)) return "it had other options";
  if (earlier.format !== wanted.format) return `it wrote ${earlier.format}`;
  return `it ran alt2img ${earlier.version}, this is ${wanted.version}`;
}

type Unfinished = { file: FileHandle; sum: CheckSum };

/** `size` and `mtimeMs` are the input's: it is read again when it has changed. */
type StoredReport = { size: number; mtimeMs: number; part: PartSum; report: PairsReport };

async function readStoredReport(path: string): Promise<StoredReport | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    // There is none, or it was not written by us: the input is read again.
    return undefined;
  }
}

function usage(message: string): Alt2imgError {
  return new Alt2imgError("cli/usage", message);
}
