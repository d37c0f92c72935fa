import { Alt2imgError } from "@alt2img/core";
import { reasonOfUnwritable } from "./system-error.js";

/** The error for one of the file system (or the disk) while `path` was being written. */
export function outputError(path: string, cause: unknown): Alt2imgError {
  return new Alt2imgError("cli/output", `Cannot write ${path}: ${reasonOfUnwritable(cause)}`, { cause });
}
