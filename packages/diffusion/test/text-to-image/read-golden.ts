import { readFile } from "node:fs/promises";
import { Alt2imgError } from "@alt2img/core";

/** A file of the pipelines with random weights. */
export async function readGolden(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(new URL(`../golden/pipelines/${path}`, import.meta.url)));
  } catch (cause) {
    throw new Alt2imgError("golden/no-such-file", `There is no ${path}.`, { cause });
  }
}
