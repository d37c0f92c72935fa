import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OnProgress } from "@alt2img/core";
import { openTinyWorld, type PackagedFiles, type TinyWorld } from "@alt2img/tiny";
import { fetchPeer } from "../packages/fetch-peer.js";

/**
 * The tiny world: each part comes from its package if that is installed, otherwise from the cache; it is fetched into the
 * cache when it is first needed.
 *
 * @param onProgress called while parts are fetched
 */
export function findTinyWorld(onProgress?: OnProgress): TinyWorld {
  const found = new Map<string, Promise<PackagedFiles>>();
  return openTinyWorld((name) => {
    const part = found.get(name) ?? installedPart(name).catch(() => fetchedPart(name, onProgress));
    found.set(name, part);
    return part;
  });
}

/** Data packages have no dependencies, so their module can be imported from anywhere. */
const installedPart = (name: string): Promise<PackagedFiles> => import(name);

async function fetchedPart(name: string, onProgress: OnProgress | undefined): Promise<PackagedFiles> {
  const folder = await fetchPeer(name, "@alt2img/tiny", onProgress);
  return import(pathToFileURL(join(folder, "index.js")).href);
}
