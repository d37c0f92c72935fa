import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { makeFolder } from "@alt2img/core/node";
import type { ImageFormat } from "@alt2img/image";

const EXTENSIONS: Readonly<Record<ImageFormat, string>> = {
  jpeg: "jpg",
  png: "png",
  webp: "webp",
  avif: "avif",
  gif: "gif",
  bmp: "bmp",
};

/** Where images are, in the folder. */
export const IMAGES = "images";

/** Of a file that isn't complete. */
export const PARTIAL = ".partial";

/**
 * Stores an image under the name of its content, completely or not at all: one that is there already isn't written again. It isn't
 * flushed to the disk, which a killed process doesn't need; `hasFile` finds what a power cut leaves. For a thread of its own:
 * calls that block take half the time.
 *
 * @param partial the file to write before it gets its name, in `images`
 * @param image `sha256`: of its bytes
 * @param made the subfolders that exist, which it adds to
 * @returns the path in the folder, with `/`
 * @throws Alt2imgError `core/write`
 */
export async function writeImageFile(
  folder: string,
  partial: string,
  { bytes, format, sha256 }: { bytes: Uint8Array; format: ImageFormat; sha256: string },
  made: Set<string>,
): Promise<string> {
  const part = `${IMAGES}/${sha256.slice(0, 2)}`;
  const name = `${part}/${sha256}.${EXTENSIONS[format]}`;
  const path = join(folder, name);
  try {
    if (!made.has(part)) await makeFolder(join(folder, part));
    made.add(part);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isFile() && found.size === bytes.length) return name;
    writeFileSync(partial, bytes, { flag: "wx" });
    renameSync(partial, path);
    return name;
  } catch (cause) {
    removePartial(partial);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Alt2imgError("core/write", `Can't write ${path}: ${reason}.`, { cause });
  }
}

/** What can't be removed now is removed by the next run. */
export function removePartial(partial: string): void {
  try {
    rmSync(partial, { force: true });
  } catch {}
}

/** Whether a name is one that `writeImageFile` gives: a folder from elsewhere must not lead out of itself. */
export const isImageFile = (name: unknown): name is string =>
  typeof name === "string" && /^images\/[0-9a-f]{2}\/[0-9a-f]{64}\.[a-z]+$/.test(name);

/** Whether a file is there, with this length. */
export async function hasFile(folder: string, name: string, length: number): Promise<boolean> {
  return stat(join(folder, name)).then(
    (found) => found.isFile() && found.size === length,
    () => false,
  );
}
