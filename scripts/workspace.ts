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

/** Packs a package as `npm publish` would and returns the path of its tarball. */
export function pack({ folder }: PublishedPackage, destination: string): string {
  const { packageManager } = readManifest(root);
  const output = run(
    "npx",
    ["--yes", packageManager ?? "pnpm", "pack", "--json", "--pack-destination", destination],
    folder,
  );
  const { filename } = JSON.parse(output.slice(output.indexOf("{"))) as { filename: string };
  return filename;
}

/** Runs a command to its end and returns its output; throws with both streams when it fails. */
export function run(command: string, args: string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
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
