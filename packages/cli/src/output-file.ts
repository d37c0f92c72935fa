import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { outputError } from "./output-error.js";

/**
 * Checks that a file with this name may be written or replaced.
 *
 * @param name the suggested name of a file in a folder, for the message
 * @throws Alt2imgError `cli/usage` for a folder, a device, a pipe, or one of the inputs
 */
export async function checkOutputFile(path: string, inputs: readonly string[], name: string): Promise<void> {
  const there = await statOf(path);
  if (there?.isDirectory() === true || /[/\\]$/.test(normalize(path))) {
    throw new Alt2imgError("cli/usage", `${path} is a folder. Give a file name, such as ${join(path, name)}.`);
  }
  if (there !== undefined && !there.isFile()) {
    throw new Alt2imgError("cli/usage", `${path} isn't a regular file, so it can't be replaced. Give a file name.`);
  }
  await refuseInput(path, inputs);
}

/**
 * Checks that a folder with this name may be written to, or made.
 *
 * @throws Alt2imgError `cli/usage` for a file; `cli/output` for a name that can't be one of a folder
 */
export async function checkOutputFolder(path: string): Promise<void> {
  let there: Stats;
  try {
    there = await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw outputError(path, error);
  }
  if (there.isDirectory()) return;
  throw new Alt2imgError("cli/usage", `--out ${path} is a file. Give the name of a folder.`);
}

/** @throws Alt2imgError `cli/usage` when this is one of the inputs, under any name */
export async function refuseInput(path: string, inputs: readonly string[]): Promise<void> {
  const there = await statOf(path);
  if (there === undefined) return;
  for (const input of inputs) {
    const { dev, ino } = (await statOf(input)) ?? {};
    if (dev === there.dev && ino === there.ino) {
      throw new Alt2imgError("cli/usage", `${path} is an input and would be overwritten. Choose another output.`);
    }
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}
