import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and its missing parents. It doesn't use Node's recursive `mkdir`, which never ends where a file system
 * answers “no such folder” to say that you can't make one there, as Linux's `/proc` does.
 *
 * @returns the absolute path of the topmost folder that was made; `undefined` if all of them existed
 * @throws the file system's error about the first folder that can't be made
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  const folder = resolve(path);
  try {
    await mkdir(folder);
    return folder;
  } catch (error) {
    if (await isFolder(folder)) return undefined;
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isMissing) throw error;
    // Someone else may have made the parent meanwhile.
    const parent = dirname(folder);
    const first = (await isFolder(parent)) ? undefined : await makeFolder(parent);
    const last = await mkdir(folder).then(
      () => folder,
      async (reason: unknown) => {
        if (await isFolder(folder)) return undefined;
        throw reason;
      },
    );
    return first ?? last;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
