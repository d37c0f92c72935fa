import { Alt2imgError, type ModelFolder, type ReadFileOptions } from "@alt2img/core";
import type { PackagedFile } from "./packaged-file.js";
import { readPackagedFile } from "./read-file.js";

/** A part of this package as a folder of named files, each of them checked when it is read. */
export type PackagedFolder = ModelFolder & {
  /** Every file with its place, size and SHA-256. */
  readonly files: readonly PackagedFile[];
  /** @throws Alt2imgError `tiny/no-such-file`, `tiny/unreachable`, `tiny/damaged`, `tiny/inflated` */
  read(path: string, options?: ReadFileOptions): Promise<Uint8Array>;
  list(): Promise<string[]>;
};

export function packagedFolder(name: string, files: readonly PackagedFile[]): PackagedFolder {
  return {
    name,
    files,
    read: async (path, options) => readPackagedFile(fileOf(name, files, path), options),
    list: async () => files.map(({ path }) => path),
  };
}

/** @throws Alt2imgError `tiny/no-such-file` */
export function fileOf(name: string, files: readonly PackagedFile[], path: string): PackagedFile {
  const file = files.find((each) => each.path === path);
  if (file !== undefined) return file;
  const paths = files.map((each) => each.path).join(", ");
  throw new Alt2imgError("tiny/no-such-file", `There is no file “${path}” in ${name}; there are ${paths}.`);
}
