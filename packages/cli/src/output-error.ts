import { Alt2imgError } from "@alt2img/core";

/** For an error of the file system (or the disk) while `path` was written. */
export function outputError(path: string, cause: unknown): Alt2imgError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Alt2imgError("cli/output", `Cannot write ${path}: ${reason}.`, { cause });
}
