import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, writeWhole } from "@alt2img/core/node";
import type { ByteCache } from "../common-crawl/cache.js";

/**
 * A folder as a cache. Each entry is a file that begins with a line of JSON, its key and length. It is written under
 * another name and then renamed, so that no one, not even another process, ever reads half an entry. Damaged entries
 * are removed.
 *
 * @param folder created when the first entry is written. Entries don't expire: to clear the cache, delete the folder
 */
export function openDiskCache(folder: string): ByteCache {
  const pathOf = (key: string): string => {
    const name = createHash("sha256").update(key).digest("hex");
    return join(folder, name.slice(0, 2), name);
  };
  return {
    async get(key) {
      const path = pathOf(key);
      let file: Uint8Array;
      try {
        file = await readFile(path);
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
      const headEnd = file.indexOf(10);
      const bytes = file.subarray(headEnd + 1);
      if (headEnd > 0 && new TextDecoder().decode(file.subarray(0, headEnd)) === head(key, bytes.length)) return bytes;
      await rm(path, { force: true });
      return undefined;
    },
    async put(key, bytes) {
      const path = pathOf(key);
      await makeFolder(join(path, ".."));
      await writeWhole(path, [new TextEncoder().encode(`${head(key, bytes.length)}\n`), bytes]);
    },
  };
}

function head(key: string, length: number): string {
  return JSON.stringify({ key, length });
}
