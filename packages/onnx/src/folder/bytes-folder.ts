import { openBlob, openBytes, type RandomAccessBytes, readAll } from "@alt2img/core";
import type { ModelFiles } from "./model-files.js";
import { noSuchFile } from "./no-such-file.js";
import { pathParts } from "./path.js";

/** Files in memory, or chosen by the user, by path. */
export function bytesFolder(files: ReadonlyMap<string, Uint8Array | Blob>): ModelFiles {
  const name = "the map of files";
  const paths = [...files.keys()].sort();
  for (const path of paths) pathParts(path);
  const find = (path: string): RandomAccessBytes => {
    pathParts(path);
    const bytes = files.get(path);
    if (bytes === undefined) throw noSuchFile(name, path, paths);
    return { ...(bytes instanceof Uint8Array ? openBytes(bytes) : openBlob(bytes)), name: path };
  };
  return {
    name,
    read: async (path, options) => readAll(find(path), options),
    async open(path, { signal } = {}) {
      signal?.throwIfAborted();
      return find(path);
    },
    list: async () => paths,
    stat: async (path) => ({ byteLength: find(path).byteLength }),
    forget: async () => {},
  };
}
