import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Alt2imgError, cacheFolder, type OnProgress } from "@alt2img/core";
import { fetchPackage } from "./fetch-package.js";
import { registryOf } from "./registry.js";

/**
 * The folder of a data package that isn't installed, from the cache or the registry, in the version that `owner` was tested
 * with: the one in its `devDependencies`. Its `peerDependencies` allow any version that you may have installed.
 *
 * @throws Alt2imgError `cli/fetch`
 */
export async function fetchPeer(name: string, owner: string, onProgress?: OnProgress): Promise<string> {
  return fetchPackage(name, testedVersion(name, owner), { cache: cacheFolder(), registry: registryOf(), onProgress });
}

/**
 * The version of a peer that a package was tested with.
 *
 * @throws Alt2imgError `cli/fetch` in the repository, where it is in the workspace
 */
export function testedVersion(name: string, owner: string): string {
  const path = fileURLToPath(import.meta.resolve(`${owner}/package.json`));
  const { devDependencies } = JSON.parse(readFileSync(path, "utf8")) as { devDependencies?: Record<string, string> };
  const version = devDependencies?.[name];
  if (version !== undefined && /^\d/.test(version)) return version;
  throw new Alt2imgError("cli/fetch", `${name} isn't installed. Install it: npm install ${name}`);
}
