import type { RandomAccessBytes } from "@alt2img/core";
import { openFile } from "@alt2img/core/node";
import { mergeParquet } from "@alt2img/dataset/parquet";

/** Joins Parquet files into one. Files without a footer, because their worker died, are skipped. */
export function mergedParts(
  paths: AsyncIterable<string> | Iterable<string>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  return mergeParquet(wholeParts(paths), { signal });
}

async function* wholeParts(
  paths: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<RandomAccessBytes, void, undefined> {
  for await (const path of paths) {
    const file = await openFile(path);
    try {
      if (await hasFooter(file)) yield file;
    } finally {
      await file.close();
    }
  }
}

/** https://parquet.apache.org/docs/file-format/ */
const MAGIC = "PAR1";

async function hasFooter(file: RandomAccessBytes): Promise<boolean> {
  if (file.byteLength < 2 * MAGIC.length) return false;
  return new TextDecoder("latin1").decode(await file.slice(file.byteLength - MAGIC.length)) === MAGIC;
}
