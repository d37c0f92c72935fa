import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { makeFolder } from "@alt2img/core/node";
import { reasonOfUnwritable } from "../system-error.js";

export type InstallProgramOptions = {
  /** Where installed programs are kept. */
  cache: string;
  /** The npm registry's URL. */
  registry: string;
  /** Optional peers to install with it: exact versions by name. */
  peers?: Readonly<Record<string, string>> | undefined;
  /** Called before npm runs. */
  onFetch?: (() => void) | undefined;
  /** Stops npm; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * A folder in the cache in which npm has installed a package with everything that it depends on. Packages of data, which depend
 * on nothing, are for `fetchPackage`; this is for code. No install script runs. A program is either complete in the cache or
 * not there.
 *
 * @param version an exact version
 * @returns the folder that has the `node_modules`
 * @throws Alt2imgError `cli/fetch` when npm isn't there or can't install it, or when the cache can't be written to
 */
export async function installProgram(
  name: string,
  version: string,
  { cache, registry, peers, onFetch, signal }: InstallProgramOptions,
): Promise<string> {
  const folder = join(cache, "programs", ...name.split("/"), version);
  if (existsSync(folder)) return folder;
  onFetch?.();
  const partial = `${folder}.${randomUUID()}.partial`;
  try {
    await makeFolder(partial).catch((cause: unknown) => {
      const message = `Can't keep ${name} in ${cache}: ${reasonOfUnwritable(cause)} Set ALT2IMG_CACHE to a folder that you can write to.`;
      throw new Alt2imgError("cli/fetch", message, { cause });
    });
    await writeFile(
      join(partial, "package.json"),
      JSON.stringify({ private: true, dependencies: { [name]: version, ...peers } }),
    );
    await npmInstall(partial, registry, signal).catch((cause: unknown) => {
      signal?.throwIfAborted();
      const reason = cause instanceof Error ? cause.message : String(cause);
      const message = `Can't fetch ${name}@${version}: ${reason} Or install it next to alt2img: npm install ${name}`;
      throw new Alt2imgError("cli/fetch", message, { cause });
    });
    // Another process may have been faster; its result is the same.
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
    return folder;
  } finally {
    // Where the cache isn't a folder, this fails as the rest did.
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}

/** Runs npm with its errors only, which go into the error's message. */
function npmInstall(folder: string, registry: string, signal: AbortSignal | undefined): Promise<void> {
  const { command, args } = findNpm();
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const call = ["install", "--prefix", folder, "--global=false", "--registry", registry, ...options];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, ...call], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      shell: args.length === 0 && process.platform === "win32",
      signal,
    });
    let messages = "";
    child.stderr.on("data", (chunk: Buffer) => (messages += chunk.toString()));
    child.on("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new Error("there is no npm on this machine.") : error);
    });
    child.on("close", (status) => (status === 0 ? resolve() : reject(new Error(firstError(messages, status)))));
  });
}

/** npm itself where it runs us (`npx`), the one beside Node, or else whatever is called npm. */
function findNpm(): { command: string; args: string[] } {
  const running = process.env["npm_execpath"] ?? "";
  const beside = join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const script = [running, beside].find((path) => /npm-cli\.c?js$/.test(path) && existsSync(path));
  return script === undefined ? { command: "npm", args: [] } : { command: process.execPath, args: [script] };
}

function firstError(messages: string, status: number | null): string {
  const lines = messages.split("\n").map((line) => line.replace(/^npm (?:error|ERR!) ?(?:notarget )?/, "").trim());
  const line = lines.find((each) => each !== "" && !/^code /.test(each)) ?? `npm ended with status ${status}`;
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
