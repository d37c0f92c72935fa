import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Alt2imgError, isGzip } from "@alt2img/core";
import { type IliMap, parseIliMap } from "@alt2img/wordnet/compile";

/** The map of WordNet 3.0 has 2 MB. */
const MAX_MAP_BYTES = 1 << 26;

/**
 * A map of ILI numbers, gzip or not.
 *
 * @throws Alt2imgError `cli/gzip` if it can't be inflated; `wordnet/ili-map` if it isn't such a map
 */
export async function readIliMap(path: string): Promise<IliMap> {
  const stored = await readFile(path);
  return parseIliMap((isGzip(stored) ? await inflated(stored) : stored).toString("utf8"));
}

async function inflated(stored: Uint8Array): Promise<Buffer> {
  try {
    return await promisify(gunzip)(stored, { maxOutputLength: MAX_MAP_BYTES });
  } catch (cause) {
    throw new Alt2imgError(
      "cli/gzip",
      "The gzip file is damaged, cut off, or too large to be a map. Download it again.",
      { cause },
    );
  }
}
