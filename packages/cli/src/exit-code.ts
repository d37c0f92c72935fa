import { Alt2imgError } from "@alt2img/core";

/** The meaning of `alt2img`'s exit statuses, which is the same for every command. */
export const exitCodes = {
  /** Done. */
  ok: 0,
  /** Done, and the linter found errors. */
  findings: 1,
  /** The command was called wrongly: an unknown option, a missing argument, options that contradict each other. */
  usage: 2,
  /** An input couldn't be read, or not to the end. Everything that could be read was written. */
  input: 3,
  /** The output couldn't be written. */
  output: 4,
  /** A bug in alt2img itself. */
  internal: 70,
} as const;

/** For the `--help` of every command. */
export const exitCodesHelp = `
Exit status:
  0  done
  1  done, and the linter found errors
  2  the command was called wrongly
  3  an input couldn't be read (everything else was processed), the synset doesn't exist, or verify found something wrong
  4  the output couldn't be written
  130, 143  interrupted by Ctrl-C (SIGINT) or SIGTERM`;

/** The exit status for an error that ended a command. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Alt2imgError)) return exitCodes.internal;
  if (error.code === "cli/usage") return exitCodes.usage;
  if (error.code === "cli/output") return exitCodes.output;
  return exitCodes.input;
}
