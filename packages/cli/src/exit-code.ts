import { Alt2imgError } from "@alt2img/core";

/** What the exit status of `alt2img` means. Every command keeps to it. */
export const exitCodes = {
  /** Done. */
  ok: 0,
  /** Done, and the lint found errors. */
  findings: 1,
  /** The command was called wrongly: an unknown option, a missing argument, options that contradict each other. */
  usage: 2,
  /** An input could not be read, or not to its end. Everything that could be read was written. */
  input: 3,
  /** The output could not be written. */
  output: 4,
  /** A bug in alt2img itself. */
  internal: 70,
} as const;

/** For the `--help` of every command. */
export const exitCodesHelp = `
Exit status:
  0  done
  1  done, and the lint found errors
  2  the command was called wrongly
  3  an input could not be read (everything else was processed), or there is no such synset
  4  the output could not be written
  130, 143  interrupted by Ctrl-C (SIGINT) or SIGTERM`;

/** The exit status for an error that ended a command. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Alt2imgError)) return exitCodes.internal;
  if (error.code === "cli/usage") return exitCodes.usage;
  if (error.code === "cli/output") return exitCodes.output;
  return exitCodes.input;
}
