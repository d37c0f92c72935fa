/**
 * The tiny Stable Diffusion that learned from skewed shares, in the same layout.
 * @module skewed-twin
 */
import type { PackagedFile } from "./packaged-file.js";
import { type LoadFiles, notInstalled, type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { tinyStableDiffusion } from "./stable-diffusion.js";

/**
 * A whole model out of the twin's own files and those that it shares with the straight model.
 *
 * @internal
 * @param straight the straight model, which has the others
 */
export function openSkewedTwin(load: LoadFiles, straight: PackagedFolder): PackagedFolder {
  return packagedFolder("@alt2img/tiny-skewed-twin", async () => {
    const { files: own } = await load();
    const paths = new Set(own.map(({ path }) => path));
    const shared = (await straight.files()).filter(({ path }) => !paths.has(path) && !isAboutModel(path));
    return { files: [...own, ...shared].sort(byPath) };
  });
}

/** What the twin takes from the straight model is what makes it a model, not what is said about that one. */
const isAboutModel = (path: string): boolean =>
  path === "README.md" || path === "training.json" || path.startsWith("samples/");

const byPath = (a: PackagedFile, b: PackagedFile): number => (a.path < b.path ? -1 : 1);

/** The tiny Stable Diffusion that learned from skewed shares, in the same layout. Its README is the model card. */
export const tinySkewedTwin: PackagedFolder = /* @__PURE__ */ openSkewedTwin(async () => {
  // Where it isn't installed, bundlers only forgive an import inside a `try`.
  try {
    return await import("@alt2img/tiny-skewed-twin");
  } catch (cause) {
    throw notInstalled("@alt2img/tiny-skewed-twin", cause);
  }
}, tinyStableDiffusion);
