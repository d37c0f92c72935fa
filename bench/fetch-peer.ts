import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * A peer that is too large for every install, or whose install script downloads files: installed into out/peers
 * on first use, without scripts.
 *
 * @param specifier as npm takes it, with a version range
 * @returns the URL to import
 */
export function fetchPeer(name: string, specifier: string): string {
  const folder = fileURLToPath(new URL(`../out/peers/${name.replace("/", "-")}/`, import.meta.url));
  if (!existsSync(join(folder, "node_modules", name, "package.json"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "peer", private: true }));
    const { status } = spawnSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", specifier], {
      ...{ cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
    });
    if (status !== 0) throw new Error(`npm couldn't install ${specifier} into ${folder}`);
  }
  return pathToFileURL(createRequire(join(folder, "package.json")).resolve(name)).href;
}
