import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./workspace.js";

type Manifest = { dependencies?: Record<string, string>; overrides?: Record<string, string> };

/**
 * Installs a project's dependencies by npm, with our packages from their tarballs, whichever range the project or another package asks for.
 *
 * @param folder with the project's `package.json`, which is rewritten
 * @param tarballs paths by the package's name, as `packAll` gives them
 */
export function installPacked(folder: string, tarballs: ReadonlyMap<string, string>): void {
  const path = join(folder, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  const dependencies = { ...manifest.dependencies };
  for (const name of Object.keys(dependencies)) {
    const tarball = tarballs.get(name);
    if (tarball !== undefined) dependencies[name] = `file:${tarball}`;
  }
  writeFileSync(path, JSON.stringify({ ...manifest, dependencies, overrides: fileRanges(tarballs) }));
  const options = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts", "--loglevel=error"];
  run("npm", ["install", ...options], folder);
}

/** Ranges that name the tarballs. As overrides, no version of our packages is taken from a registry. */
export function fileRanges(tarballs: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]));
}
