import { readFile } from "node:fs/promises";
import { writeOutput } from "../write-output.js";

/** @throws Alt2imgError `cli/output` */
export async function writeJson(path: string, value: unknown, signal: AbortSignal): Promise<void> {
  await writeOutput(path, `${JSON.stringify(value, null, 2)}\n`, signal);
}

/** What a stage has written with `writeJson`; `undefined` if the stage was left out. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  // The record has checked that the file is what the stage wrote.
  return text === undefined ? undefined : (JSON.parse(text) as T);
}
