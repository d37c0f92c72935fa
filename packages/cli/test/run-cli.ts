import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** As `npm run build` leaves it: the worker threads need modules that Node can load. */
export const mainPath = fileURLToPath(new URL("../dist/main.js", import.meta.url));

export type Finished = { status: number | null; signal: NodeJS.Signals | null; stdout: Buffer; stderr: string };

/** Starts the built command line, not on a terminal. */
export function startCli(
  args: readonly string[],
  { env, ...options }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [mainPath, ...args], {
    ...options,
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  });
}

/** Waits for the end of a process and gives what it wrote. */
export async function finish(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  const [status, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject).on("close", (code, name) => resolve([code, name]));
  });
  return { status, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** Runs the built command line to its end. */
export function runCli(
  args: readonly string[],
  { stdin = "", ...options }: { stdin?: string | Uint8Array; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  const child = startCli(args, options);
  // It may end before it has read all of its input.
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return finish(child);
}

/** Runs a command in a shell, for its redirections. */
export function runShell(command: string): Promise<Finished> {
  return finish(spawn("sh", ["-c", command]));
}

/** A folder for one test, deleted after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "alt2img-cli-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
