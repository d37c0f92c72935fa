import { Alt2imgError, type ModelFolder } from "@alt2img/core";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";

/** The tiny Stable Diffusion with some files otherwise: other contents, or `undefined` for a file that is missing. */
export function changedFolder(files: Readonly<Record<string, Uint8Array | string | undefined>>): ModelFolder {
  return {
    name: "changed",
    async read(path, options) {
      if (!Object.hasOwn(files, path)) return tinyStableDiffusion.read(path, options);
      const file = files[path];
      if (file === undefined) throw new Alt2imgError("changed/no-such-file", `There is no ${path}.`);
      return typeof file === "string" ? new TextEncoder().encode(file) : file;
    },
  };
}

export async function readTinyJson(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(new TextDecoder().decode(await tinyStableDiffusion.read(path)));
}
