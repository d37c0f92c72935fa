import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("..", import.meta.url));

export type PublishedPackage = { name: string; folder: string };

/** The packages that are published to npm. */
export function publishedPackages(): PublishedPackage[] {
  return ["packages", "packages/tiny/parts", "packages/wordnet"]
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: readManifest(folder) }))
    .filter(({ manifest }) => manifest.private !== true)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder }));
}

/**
 * Packs every published package as `npm publish` would, with one start of pnpm for all of them.
 *
 * @returns the path of each tarball by the package's name
 */
export function packAll(destination: string): Map<string, string> {
  const names = publishedPackages().map(({ name }) => name);
  const filters = names.flatMap((name) => ["--filter", name]);
  const output = runPnpm(["--recursive", ...filters, "pack", "--json", "--pack-destination", destination]);
  // The output of `prepack` scripts comes first.
  const packed = JSON.parse(output.slice(output.search(/^\[$/m))) as { name: string; filename: string }[];
  const tarballs = new Map(packed.map(({ name, filename }) => [name, filename]));
  const missing = names.filter((name) => !tarballs.has(name));
  if (missing.length > 0) throw new Error(`pnpm packed no ${missing.join(", ")}.`);
  return tarballs;
}

/** Runs the pinned pnpm in the repository's root and returns its output. */
export function runPnpm(args: string[], env?: NodeJS.ProcessEnv): string {
  return run("npx", ["--yes", readManifest(root).packageManager ?? "pnpm", ...args], root, env);
}

/** Runs a command to its end and returns its output; throws with both streams when it fails. */
export function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} exited with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

type Manifest = { name: string; private?: boolean; packageManager?: string };

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
