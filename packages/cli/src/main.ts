#!/usr/bin/env node
import { Alt2imgError } from "@alt2img/core";
import { CommanderError } from "commander";
import { exitCodeOf, exitCodes } from "./exit-code.js";
import { createProgram } from "./program.js";
import { knownReason, reasonOf } from "./system-error.js";

// A reader that has had enough (`alt2img pairs … | head`) isn't an error. The command finds out when it writes, and tidies up.
let readerIsGone = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") readerIsGone = true;
  else fail(new Alt2imgError("cli/output", `Cannot write to standard output: ${reasonOf(error)}`));
});

// Messages that nobody can read (`2>&-`, a full disk) don't change what the command does.
process.stderr.on("error", () => {});

try {
  await createProgram().parseAsync();
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  // Commander has said already what is wrong; --help and --version come here as well.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);
  if (readerIsGone) process.exit(exitCodes.ok);
  const message =
    error instanceof Alt2imgError
      ? (knownReason(error) ?? error.message)
      : error instanceof Error
        ? error.stack
        : String(error);
  process.stderr.write(`alt2img: ${message}\n`);
  process.exit(exitCodeOf(error));
}
