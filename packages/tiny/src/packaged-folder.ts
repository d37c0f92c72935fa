import {
  Alt2imgError,
  type ModelFolder,
  openUrl,
  type RandomAccessBytes,
  type ReadFileOptions,
  readUrl,
} from "@alt2img/core";
import type { PackagedFile } from "./packaged-file.js";

/** What a data package exports: its files, with their locations. */
export type PackagedFiles = { readonly files: readonly PackagedFile[] };

/** Loads the list of a part's files: by default, from the installed package. */
export type LoadFiles = () => Promise<PackagedFiles>;

/** A part of the tiny world: a folder of named files, each checked when you read it. */
export type PackagedFolder = ModelFolder & {
  /**
   * Every file with its location, size and SHA-256.
   * @throws Alt2imgError `tiny/not-installed`
   */
  files(): Promise<readonly PackagedFile[]>;
  /**
   * @throws Alt2imgError `tiny/not-installed`, `tiny/no-such-file`; what `readUrl` of `@alt2img/core` throws:
   *   `core/unreachable`, `core/damaged`, `core/inflated`
   */
  read(path: string, options?: ReadFileOptions): Promise<Uint8Array>;
  /**
   * Opens a file to read parts of it. Its size is checked, its SHA-256 isn't.
   * @throws Alt2imgError `tiny/not-installed`, `tiny/no-such-file`; what `openUrl` of `@alt2img/core` throws
   */
  open(path: string, options?: Pick<ReadFileOptions, "signal">): Promise<RandomAccessBytes>;
  list(): Promise<string[]>;
};

/** @param name the package that has the files */
export function packagedFolder(name: string, load: LoadFiles): PackagedFolder {
  const files: PackagedFolder["files"] = async () => {
    try {
      return (await load()).files;
    } catch (cause) {
      throw cause instanceof Alt2imgError ? cause : notInstalled(name, cause);
    }
  };
  return {
    name,
    files,
    async read(path, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      const { url, bytes, sha256 } = await fileOf({ name, files }, path);
      return readUrl(url, { byteLength: bytes, sha256, signal, onProgress });
    },
    async open(path, { signal } = {}) {
      signal?.throwIfAborted();
      const { url, bytes } = await fileOf({ name, files }, path);
      return openUrl(url, { byteLength: bytes, signal });
    },
    list: async () => (await files()).map(({ path }) => path),
  };
}

export function notInstalled(name: string, cause: unknown): Alt2imgError {
  return new Alt2imgError("tiny/not-installed", `${name} isn't installed. Install it: npm install ${name}`, { cause });
}

/** @throws Alt2imgError `tiny/no-such-file` */
export async function fileOf(
  { name, files }: Pick<PackagedFolder, "name" | "files">,
  path: string,
): Promise<PackagedFile> {
  const all = await files();
  const file = all.find((each) => each.path === path);
  if (file !== undefined) return file;
  const paths = all.map((each) => each.path).join(", ");
  throw new Alt2imgError("tiny/no-such-file", `${name} has no file “${path}”. It has: ${paths}.`);
}
