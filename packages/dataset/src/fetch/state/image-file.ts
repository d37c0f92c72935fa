import { createHash, randomUUID } from "node:crypto";
import { rename, rm, stat, writeFile } from "node:fs/promises";
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

/**
 * Stores an image under the name of its content, completely or not at all: one that is there already isn't written again. It isn't
 * flushed to the disk, which a killed process doesn't need; `hasFile` finds what a power cut leaves.
 *
 * @param made the subfolders that exist, which it adds to
 * @returns the path in the folder, with `/`
 * @throws Alt2imgError `core/write`
 */
export async function writeImageFile(
  folder: string,
  { bytes, format }: { bytes: Uint8Array; format: ImageFormat },
  made: Set<string>,
): Promise<string> {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const part = `images/${sha256.slice(0, 2)}`;
  const name = `${part}/${sha256}.${EXTENSIONS[format]}`;
  const path = join(folder, name);
  const partial = join(folder, `${part}/${randomUUID()}.partial`);
  try {
    if (!made.has(part)) await makeFolder(join(folder, part));
    made.add(part);
    if (await hasFile(folder, name, bytes.length)) return name;
    await writeFile(partial, bytes, { flag: "wx" });
    await rename(partial, path);
    return name;
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Alt2imgError("core/write", `Can't write ${path}: ${reason}.`, { cause });
  }
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
