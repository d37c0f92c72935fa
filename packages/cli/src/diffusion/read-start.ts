import { Alt2imgError } from "@alt2img/core";
import type { GenerateOptions } from "@alt2img/diffusion/text-to-image";
import { readPicture } from "../input/read-picture.js";
import type { ModelRun } from "../models/run-with-packages.js";
import type { GenerateFlags } from "./flags.js";

/** What image to image starts from. */
type Start = Pick<GenerateOptions, "init" | "strength" | "mask">;

/** @throws Alt2imgError `cli/input` for a picture that can't be read */
export async function readStart(
  { init, strength, mask }: GenerateFlags,
  { packages, signal }: Pick<ModelRun, "packages" | "signal">,
): Promise<Start> {
  if (init === undefined) return {};
  const { decodeImage } = await packages.load("@alt2img/image");
  const read = async (name: string) => {
    try {
      return await decodeImage(await readPicture(name, signal), { signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Alt2imgError)) throw error;
      throw new Alt2imgError("cli/input", `${name} can't be used: ${error.message}`, { cause: error });
    }
  };
  return { init: await read(init), strength, ...(mask === undefined ? {} : { mask: await read(mask) }) };
}
