import { openUrl, readAll } from "@alt2img/core";
import type { NodeModules } from "../node-modules.js";
import { onnxError } from "../onnx-error.js";
import type { ModelFiles } from "./model-files.js";
import { noSuchFile } from "./no-such-file.js";
import { pathParts } from "./path.js";

/**
 * The files of a directory. Symbolic links may lead to files within it, and in a snapshot of Hugging Face's own cache
 * to the `blobs` folder next to it; others count as missing.
 *
 * @throws Alt2imgError `onnx/not-a-folder`
 */
export async function directoryFolder(path: string, { fs, path: paths, url }: NodeModules): Promise<ModelFiles> {
  const root = await fs.realpath(path).catch(() => undefined);
  if (root === undefined || !(await fs.stat(root)).isDirectory()) {
    throw onnxError(
      "not-a-folder",
      root === undefined
        ? `There is no folder ${paths.resolve(path)}.`
        : `${root} is a file. Give the folder it is in.`,
    );
  }
  const roots = [root, ...blobsOf(root)];

  function blobsOf(folder: string): string[] {
    const [repository, snapshots] = folder.split(paths.sep).slice(-3);
    return snapshots === "snapshots" && repository?.startsWith("models--")
      ? [paths.resolve(folder, "../../blobs")]
      : [];
  }

  /** A file's real path, if it is a file and inside the folder. */
  async function findFile(path: string): Promise<string | undefined> {
    const real = await fs.realpath(paths.join(root!, ...path.split("/"))).catch(() => undefined);
    if (real === undefined || !roots.some((each) => real.startsWith(each + paths.sep))) return undefined;
    return (await fs.stat(real)).isFile() ? real : undefined;
  }

  async function list(): Promise<string[]> {
    const entries = await fs.readdir(root!, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => paths.relative(root!, paths.join(entry.parentPath, entry.name)).split(paths.sep).join("/"));
    const found = await Promise.all(names.map(async (name) => ((await findFile(name)) === undefined ? [] : [name])));
    return found.flat().sort();
  }

  async function open(path: string, signal: AbortSignal | undefined) {
    pathParts(path);
    const file = await findFile(path);
    if (file === undefined) throw noSuchFile(root!, path, await list());
    return openUrl(url.pathToFileURL(file), { signal });
  }

  return {
    name: root,
    read: async (path, options = {}) => readAll(await open(path, options.signal), options),
    open: (path, { signal } = {}) => open(path, signal),
    list,
    stat: async (path, { signal } = {}) => ({ byteLength: (await open(path, signal)).byteLength }),
    forget: async () => {},
  };
}
