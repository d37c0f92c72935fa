/**
 * The tiny Stable Diffusion trained on skewed captions, in the same layout.
 * @module skewed-twin
 */
import type { PackagedFile } from "./packaged-file.js";
import { type LoadFiles, notInstalled, type PackagedFolder, packagedFolder } from "./packaged-folder.js";
import { tinyStableDiffusion } from "./stable-diffusion.js";

/**
 * A complete model from the twin's own files and those that it shares with the straight model.
 *
 * @internal
 * @param straight the straight model, which has the shared files
 */
export function openSkewedTwin(load: LoadFiles, straight: PackagedFolder): PackagedFolder {
  return packagedFolder("@alt2img/tiny-skewed-twin", async () => {
    const { files: own } = await load();
    const paths = new Set(own.map(({ path }) => path));
    const shared = (await straight.files()).filter(({ path }) => !paths.has(path) && !isAboutModel(path));
    return { files: [...own, ...shared].sort(byPath) };
  });
}

/** The twin shares the straight model's files, except those that describe that model. */
const isAboutModel = (path: string): boolean =>
  path === "README.md" || path === "training.json" || path.startsWith("samples/");

const byPath = (a: PackagedFile, b: PackagedFile): number => (a.path < b.path ? -1 : 1);

/** The tiny Stable Diffusion trained on skewed captions, in the same layout. Its README is the model card. */
export const tinySkewedTwin: PackagedFolder = /* @__PURE__ */ openSkewedTwin(async () => {
  // If it isn't installed, bundlers accept the import only inside a `try`.
  try {
    return await import("@alt2img/tiny-skewed-twin");
  } catch (cause) {
    throw notInstalled("@alt2img/tiny-skewed-twin", cause);
  }
}, tinyStableDiffusion);
