import { openUrl, readUrl } from "@alt2img/core";
import { onnxError } from "../onnx-error.js";
import type { ModelFiles } from "./model-files.js";
import { noSuchFile } from "./no-such-file.js";
import { pathParts } from "./path.js";
import { type RemoteOptions, remoteFolder } from "./remote-folder.js";

/** A list of files with their locations, as a data package exports it: `import("@alt2img/tiny-clip")`. */
export type ListedFiles = { readonly files: readonly ListedFile[] };

export type ListedFile = {
  /** Relative to its folder, with `/` as separator. */
  readonly path: string;
  /** `file:` in Node, `https:` from a CDN, `https:` or `data:` from a bundler. */
  readonly url: URL | string;
  readonly bytes?: number;
  /** In lower-case hexadecimal. */
  readonly sha256?: string;
};

export const isListed = (source: unknown): source is ListedFiles =>
  typeof source === "object" && source !== null && Array.isArray((source as { files?: unknown }).files);

export function listedFolder({ files }: ListedFiles, options: RemoteOptions): ModelFiles {
  const name = "the list of files";
  const paths = files.map(({ path }) => pathParts(path).join("/")).sort();
  const find = (path: string): ListedFile & { href: string } => {
    pathParts(path);
    const file = files.find((each) => each.path === path);
    if (file === undefined) throw noSuchFile(name, path, paths);
    return { ...file, href: String(file.url) };
  };
  const remote = remoteFolder(
    {
      name,
      async locate(path) {
        const { href, bytes: byteLength, sha256 } = find(path);
        if (!/^https?:/i.test(href)) throw onnxError("source", `Can't read “${path}”: ${href} isn't a web address.`);
        return { path, url: href, byteLength, sha256, key: sha256 ?? href };
      },
      list: async () => paths,
    },
    options,
  );
  // On the disk, or put into the script by a bundler: there is nothing to cache.
  const isAtHand = ({ href }: { href: string }): boolean => /^(?:file|data):/i.test(href);
  return {
    ...remote,
    async read(path, readOptions) {
      const { href, bytes: byteLength, sha256 } = find(path);
      return isAtHand({ href })
        ? readUrl(href, { ...readOptions, byteLength, sha256 })
        : remote.read(path, readOptions);
    },
    async stat(path, statOptions) {
      const { href, bytes, sha256 } = find(path);
      if (!isAtHand({ href })) return remote.stat(path, statOptions);
      const byteLength = bytes ?? (await openUrl(href, { ...statOptions })).byteLength;
      return { byteLength, ...(sha256 === undefined ? {} : { sha256 }) };
    },
    async open(path, openOptions) {
      const { href, bytes: byteLength } = find(path);
      return isAtHand({ href }) ? openUrl(href, { ...openOptions, byteLength }) : remote.open(path, openOptions);
    },
  };
}
