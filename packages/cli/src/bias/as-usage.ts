import { Alt2imgError } from "@alt2img/core";

/** Runs a check of what was given on the command line: its errors become `cli/usage`. */
export function asUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Alt2imgError)) throw error;
    throw new Alt2imgError("cli/usage", error.message, { cause: error });
  }
}
