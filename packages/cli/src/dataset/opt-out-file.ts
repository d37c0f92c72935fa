import { readFile } from "node:fs/promises";
import { Alt2imgError } from "@alt2img/core";
import { type OptOutList, parseOptOutList } from "@alt2img/dataset/funnel";
import { reasonOfUnreadable } from "../system-error.js";

/** @throws Alt2imgError `cli/input` for a file that can't be read; what `parseOptOutList` throws */
export async function readOptOutList(path: string): Promise<OptOutList> {
  return parseOptOutList(
    await readFile(path, "utf8").catch((cause: unknown) => Promise.reject(unreadable(path, cause))),
  );
}

/** The same, empty if there is no such file. */
export async function readOptOutListIfThere(path: string): Promise<OptOutList> {
  try {
    return parseOptOutList(await readFile(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return parseOptOutList("");
    throw error instanceof Alt2imgError ? error : unreadable(path, error);
  }
}

const unreadable = (path: string, cause: unknown): Alt2imgError =>
  new Alt2imgError("cli/input", `Cannot read ${path}: ${reasonOfUnreadable(path, cause)}`, { cause });
