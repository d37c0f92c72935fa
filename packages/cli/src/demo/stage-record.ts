import { existsSync, statSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { basename, isAbsolute, join, relative, sep } from "node:path";
import { Alt2imgError, asObject } from "@alt2img/core";
import type { ManifestInput, Provenance } from "@alt2img/dataset/store";
import { inputFiles } from "../dataset/build/input-files.js";
import { same } from "../dataset/build/same.js";
import { readVersion } from "../version.js";
import { writeOutput } from "../write-output.js";
import type { Stage } from "./stage.js";

/** What a stage was made of and, as soon as it is finished, the files that it has written. */
type Entry = { readonly provenance: Provenance; readonly outputs?: readonly ManifestInput[] };

/** Which stages are finished in a folder, and from which inputs and settings. It survives a kill at any moment. */
export type StageRecord = {
  /** Whether the stage is finished, of the same inputs and settings, and its files are still what it wrote. */
  isDone(stage: Stage, provenance: Provenance): Promise<boolean>;
  /**
   * Removes what an earlier run of the stage has left.
   *
   * @throws Alt2imgError `cli/usage` if a folder is there that no demo has made
   */
  begin(stage: Stage, provenance: Provenance): Promise<void>;
  finish(stage: Stage, provenance: Provenance): Promise<void>;
  /** Removes a stage and its files, if there are any. */
  forget(stage: Stage): Promise<void>;
};

/** The name of the file in the demo's folder. */
const RECORD = "demo.json";
const FORMAT = "alt2img-demo";

/** @param fresh takes nothing for finished, whatever is there */
export async function openStageRecord(
  folder: string,
  { fresh, signal }: { fresh: boolean; signal: AbortSignal },
): Promise<StageRecord> {
  const path = join(folder, RECORD);
  const stages = await readStages(path);
  await removeHalfWritten(folder, [RECORD]);
  const save = (): Promise<void> =>
    writeOutput(
      path,
      `${JSON.stringify({ format: FORMAT, version: 1, stages: Object.fromEntries(stages) }, null, 2)}\n`,
    );
  if (fresh) for (const [name, { provenance }] of stages) stages.set(name, { provenance });

  const remove = async ({ outputs }: Stage): Promise<void> => {
    await removeHalfWritten(folder, outputs);
    for (const name of outputs) await rm(join(folder, name), { recursive: true, force: true });
  };
  const set = async (stage: Stage, entry: Entry): Promise<void> => {
    stages.set(stage.name, entry);
    await save();
  };
  return {
    async isDone({ name }, provenance) {
      const { provenance: before, outputs } = stages.get(name) ?? {};
      if (outputs === undefined || !same(before, provenance)) return false;
      if (!outputs.every((output) => existsSync(join(folder, output.name)))) return false;
      const found = await hashed(
        outputs.map((output) => join(folder, output.name)),
        folder,
        signal,
      );
      return same(found, outputs);
    },
    async begin(stage, provenance) {
      if (stages.has(stage.name)) await remove(stage);
      else for (const name of stage.outputs) refuseFolder(join(folder, name), folder);
      await set(stage, { provenance });
    },
    async finish(stage, provenance) {
      const written = await filesOf(stage.outputs.map((name) => join(folder, name)));
      await set(stage, { provenance, outputs: await hashed(written, folder, signal) });
    },
    async forget(stage) {
      if (!stages.has(stage.name)) return;
      await remove(stage);
      stages.delete(stage.name);
      await save();
    },
  };
}

/** Removes what a kill has left of files that were being written, under the names of `writeWhole`. */
async function removeHalfWritten(folder: string, names: readonly string[]): Promise<void> {
  for (const entry of existsSync(folder) ? await readdir(folder) : []) {
    const name = entry.replace(/\.[0-9a-f-]{36}\.partial$/, "");
    if (name !== entry && names.includes(name)) await rm(join(folder, entry), { force: true });
  }
}

/** What a stage is made of: the version of alt2img, the stage's settings, and the content of its inputs. */
export async function provenanceOf(
  { inputs, settings }: Stage,
  folder: string,
  signal: AbortSignal,
): Promise<Provenance> {
  return {
    packages: { alt2img: readVersion() },
    settings,
    inputs: await hashed(await filesOf(inputs), folder, signal),
  };
}

/** Files with their sizes and checksums; those elsewhere by their names without folders. */
async function hashed(
  paths: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<readonly ManifestInput[]> {
  const files = await inputFiles(paths, signal);
  return files.map((file) => ({ ...file, name: nameIn(folder, file.name) }));
}

function nameIn(folder: string, path: string): string {
  const name = relative(folder, path);
  return name.startsWith("..") || isAbsolute(name) ? basename(path) : name.split(sep).join("/");
}

/** The files of a list of files and folders, in the order of their names. What isn't there is left out. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isDirectory() !== true) {
      if (there !== undefined) files.push(path);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    files.push(
      ...entries
        .filter((entry) => !entry.isDirectory())
        .map(({ parentPath, name }) => join(parentPath, name))
        .sort(),
    );
  }
  return files;
}

function refuseFolder(path: string, out: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  throw new Alt2imgError(
    "cli/usage",
    `${path} is there already, and no demo has made it. Choose another folder than --out ${out}, or move it away.`,
  );
}

/** @throws Alt2imgError `cli/usage` for a file that isn't the record of a demo */
async function readStages(path: string): Promise<Map<string, Entry>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return new Map();
  const record = asObject(parsed(text));
  const stages = asObject(record?.["stages"]);
  const isOurs = record?.["format"] === FORMAT && record["version"] === 1;
  if (!isOurs || stages === undefined || !Object.values(stages).every(isEntry)) {
    throw new Alt2imgError(
      "cli/usage",
      `${path} isn't the record of a demo that this version can read. Choose another --out, or remove the file.`,
    );
  }
  return new Map(Object.entries(stages as Record<string, Entry>));
}

/** What is compared with what is there now, and so may be anything, isn't looked at. */
function isEntry(value: unknown): value is Entry {
  const { provenance, outputs } = asObject(value) ?? {};
  if (asObject(provenance) === undefined) return false;
  return (
    outputs === undefined ||
    (Array.isArray(outputs) && outputs.every((output) => typeof asObject(output)?.["name"] === "string"))
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
