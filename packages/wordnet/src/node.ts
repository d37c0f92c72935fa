import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import type { WordNetSource } from "./load-wordnet.js";

/**
 * A source for `loadWordNet` from disk: a file (WN-LMF XML, compiled, gzipped or not), or Princeton's `dict` folder.
 *
 * @throws Alt2imgError `wordnet/no-file` if the path doesn't exist
 */
export async function openWordNetFile(path: string): Promise<WordNetSource> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new Alt2imgError("wordnet/no-file", `${path} doesn't exist. Check the path.`, { cause });
  });
  if (!found.isDirectory()) return createReadStream(path, { highWaterMark: 1 << 18 });
  const names = (await readdir(path)).filter((name) => /^(data|index)\.|\.exc$/.test(name));
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(path, name))] as const));
  return { files: Object.fromEntries(files) };
}
