import { statSync } from "node:fs";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Where the picture of a pair is on this machine: a `file:` URL says it; of a web address it is the host and path below a folder,
 * as `wget --force-directories` saves pictures.
 *
 * @returns `undefined` where it isn't there
 */
export function localPicture(imageUrl: string, folder: string | undefined): string | undefined {
  const url = URL.canParse(imageUrl) ? new URL(imageUrl) : undefined;
  if (url?.protocol === "file:") return existing(pathOf(url));
  if (url === undefined || folder === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  const root = resolve(folder);
  for (const name of new Set([url.pathname + url.search, url.pathname])) {
    const path = resolve(root, url.hostname, `.${decoded(name)}`);
    // An encoded “../” must not lead out of the folder.
    if (path.startsWith(root + sep) && existing(path) !== undefined) return path;
  }
  return undefined;
}

const existing = (path: string | undefined): string | undefined =>
  path !== undefined && statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;

function pathOf(url: URL): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).replaceAll("\0", "");
  } catch {
    return path;
  }
}
