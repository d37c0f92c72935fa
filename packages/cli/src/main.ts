#!/usr/bin/env node
import { Alt2imgError } from "@alt2img/core";
import { CommanderError } from "commander";
import { exitCodeOf, exitCodes } from "./exit-code.js";
import { printable } from "./printable.js";
import { createProgram } from "./program.js";
import { knownReason, reasonOf } from "./system-error.js";

// If the other end of a pipe stops reading (`alt2img pairs … | head`), that isn't an error. The command notices it when it
// writes, and cleans up.
let readerIsGone = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") readerIsGone = true;
  else fail(new Alt2imgError("cli/output", `Cannot write to standard output: ${reasonOf(error)}`));
});

// If messages can't be written (`2>&-`, a full disk), the command continues.
process.stderr.on("error", () => {});

try {
  const program = await createProgram(process.argv[2]);
  await program.parseAsync();
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    // Commander has already printed what is wrong. After --help and --version, what they print may still be on its way.
    if (error.exitCode !== 0) process.exit(exitCodes.usage);
    return;
  }
  if (readerIsGone) process.exit(exitCodes.ok);
  const message =
    error instanceof Alt2imgError
      ? (knownReason(error) ?? error.message)
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(printable(`alt2img: ${message}\n`));
  process.exit(exitCodeOf(error));
}
