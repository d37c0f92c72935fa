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
  return existing(pathInFolder(url, folder)) ?? existing(pathInFolder(url, folder, url.pathname));
}

/**
 * Where a web address is below a folder, by host and path.
 *
 * @returns `undefined` if an encoded “../” or a host such as `..` would lead out of the folder, or to another host's
 */
export function pathInFolder(
  { hostname, pathname, search }: URL,
  folder: string,
  name: string = pathname + search,
): string | undefined {
  const root = resolve(folder);
  const host = resolve(root, hostname);
  const path = resolve(host, `.${decoded(name)}`);
  return host.startsWith(root + sep) && path.startsWith(host + sep) ? path : undefined;
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
