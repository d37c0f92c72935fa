import { onnxError } from "../onnx-error.js";
import type { ModelFiles } from "./model-files.js";
import { pathParts } from "./path.js";
import { type RemoteOptions, remoteFolder } from "./remote-folder.js";

/** Files below a URL. */
export function urlFolder(base: URL, options: RemoteOptions): ModelFiles {
  const name = base.href;
  return remoteFolder(
    {
      name,
      locate: async (path) => {
        const { href } = fileUrl(base, path);
        return { path, url: href, key: href };
      },
      list: async () => {
        throw onnxError("no-list", `${name} can't say which files it has. Read them by their path.`);
      },
    },
    options,
  );
}

/** Keeps the base's query, such as a signature. */
export function fileUrl(base: URL, path: string): URL {
  const url = new URL(base);
  const folder = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  url.pathname = folder + pathParts(path).map(encodeURIComponent).join("/");
  return url;
}
