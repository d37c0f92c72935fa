import type { PackagedFile } from "./packaged-file.js";
import { type LoadFiles, type PackagedFolder, packagedFolder } from "./packaged-folder.js";

/**
 * A complete model from the files of its own and those that it shares with the tiny Stable Diffusion.
 *
 * @internal
 * @param name the package that has its own files
 * @param straight the tiny Stable Diffusion, which has the shared files
 */
export function variantOf(straight: PackagedFolder, name: string, load: LoadFiles): PackagedFolder {
  return packagedFolder(name, async () => {
    const { files: own } = await load();
    const paths = new Set(own.map(({ path }) => path));
    const shared = (await straight.files()).filter(({ path }) => !paths.has(path) && !isAboutModel(path));
    return { files: [...own, ...shared].sort(byPath) };
  });
}

/** What describes that model. */
const isAboutModel = (path: string): boolean =>
  path === "README.md" || path === "training.json" || path.startsWith("samples/");

const byPath = (a: PackagedFile, b: PackagedFile): number => (a.path < b.path ? -1 : 1);
