import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Alt2imgError, type OnProgress } from "@alt2img/core";
import { openTinyWorld, type PackagedFiles, type TinyWorld } from "@alt2img/tiny";
import { fetchPackage } from "../packages/fetch-package.js";
import { cacheFolder, registryOf } from "../packages/places.js";

/**
 * The tiny world: each part from its package where that is installed, otherwise from the cache, into which it is fetched
 * when it is first needed.
 *
 * @param onProgress of what is fetched
 */
export function findTinyWorld(onProgress?: OnProgress): TinyWorld {
  const found = new Map<string, Promise<PackagedFiles>>();
  return openTinyWorld((name) => {
    const part = found.get(name) ?? installedPart(name).catch(() => fetchedPart(name, onProgress));
    found.set(name, part);
    return part;
  });
}

/** Packages of data have no dependencies: their module can be imported from wherever it is. */
const installedPart = (name: string): Promise<PackagedFiles> => import(name);

async function fetchedPart(name: string, onProgress: OnProgress | undefined): Promise<PackagedFiles> {
  const folder = await fetchPackage(name, versionOf(name), {
    cache: cacheFolder(),
    registry: registryOf(),
    onProgress,
  });
  return import(pathToFileURL(join(folder, "index.js")).href);
}

/** The version that belongs to this one of `@alt2img/tiny`. */
function versionOf(name: string): string {
  const path = fileURLToPath(import.meta.resolve("@alt2img/tiny/package.json"));
  const { peerDependencies } = JSON.parse(readFileSync(path, "utf8")) as { peerDependencies?: Record<string, string> };
  const version = peerDependencies?.[name];
  if (version !== undefined && /^\d/.test(version)) return version;
  throw new Alt2imgError("cli/fetch", `${name} isn't installed. Install it: npm install ${name}`);
}
