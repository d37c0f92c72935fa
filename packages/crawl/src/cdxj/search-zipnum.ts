import { Alt2imgError, type RandomAccessBytes } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";
import { startsMember } from "../gzip/member.js";
import type { Capture } from "./capture.js";
import { keyRange } from "./key-range.js";
import { parseCdxLine } from "./parse-cdx-line.js";
import type { SearchCdxjOptions } from "./search-cdxj.js";
import { keyOf, linesFrom } from "./sorted-lines.js";

/** A file that holds a part of the index, from which blocks are read by their byte range. */
export type IndexShard = {
  slice(start: number, end: number, options?: { signal?: AbortSignal | undefined }): Promise<ArrayBuffer>;
};

/** The longest block that is read. Those of Common Crawl have 3,000 lines in about 200 kB. */
const MOST_BLOCK_BYTES = 64 << 20;

/**
 * The captures of a URL, or of all URLs below one, in an index that is cut into gzip blocks, as Common Crawl's is
 * (ZipNum): the shards (`cdx-00000.gz`, …) contain sorted CDXJ, and `cluster.idx` has a line for each block of 3,000
 * lines with its first urlkey, shard, offset and length. This searches `cluster.idx` as `searchCdxj` does, then reads
 * only the blocks that can contain a match.
 *
 * @param clusterIdx the file `cluster.idx`
 * @param openShard opens a shard by its name in `cluster.idx`
 * @throws Alt2imgError `crawl/cluster-line` for a line of `cluster.idx` that names no block; `crawl/cluster-block`,
 *   `crawl/cdx-line`, and the codes of damage to a compressed file, for a block that can't be read; `crawl/empty-url` and
 *   `crawl/match-type`; what `surt`, `openShard` and `slice` throw
 * @see https://pywb.readthedocs.io/en/latest/manual/indexing.html#zipnum-sharded-index
 */
export async function* searchZipNum(
  clusterIdx: RandomAccessBytes,
  openShard: (name: string) => IndexShard | Promise<IndexShard>,
  url: string,
  { matchType = "exact", signal, onDiagnostic }: SearchCdxjOptions = {},
): AsyncGenerator<Capture, void, undefined> {
  signal?.throwIfAborted();
  const { start, end, matches } = keyRange(url, matchType);
  const parseOptions = onDiagnostic && { onDiagnostic };
  for await (const { shard, offset, length } of blocks(clusterIdx, start, end, signal)) {
    signal?.throwIfAborted();
    const block = new Uint8Array(await (await openShard(shard)).slice(offset, offset + length, { signal }));
    if (block.length !== length || !startsMember(block, 0)) {
      throw new Alt2imgError(
        "crawl/cluster-block",
        `${shard} has no gzip block at bytes ${offset} to ${offset + length}, where cluster.idx says that one is. Check that both files belong to the same index.`,
      );
    }
    for await (const line of readLines(block, { signal })) {
      const key = keyOf(line);
      if (key < start) continue;
      if (key >= end) return;
      if (matches(key)) yield parseCdxLine(line, parseOptions);
    }
  }
}

type Block = { shard: string; offset: number; length: number };

/** The blocks that may hold keys in [`start`, `end`): the last one that begins before it, and those that begin in it. */
async function* blocks(
  clusterIdx: RandomAccessBytes,
  start: string,
  end: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Block, void, undefined> {
  let before: string | undefined;
  for await (const line of linesFrom(clusterIdx, start, signal)) {
    if (line === "") continue;
    const key = keyOf(line);
    if (key < start) {
      before = line;
      continue;
    }
    if (before !== undefined) yield parseClusterLine(before);
    before = undefined;
    if (key >= end) return;
    yield parseClusterLine(line);
  }
  if (before !== undefined) yield parseClusterLine(before);
}

/** A line holds `urlkey timestamp`, shard, offset, length and number of a block, separated by tabs. */
function parseClusterLine(line: string): Block {
  const [, shard = "", offset = "", length = ""] = line.split("\t");
  const isFileName = /^[\w-][\w.-]*$/.test(shard);
  if (!isFileName || !/^\d{1,15}$/.test(offset) || !/^\d{1,15}$/.test(length) || Number(length) > MOST_BLOCK_BYTES) {
    throw new Alt2imgError(
      "crawl/cluster-line",
      `The line “${line.slice(0, 200)}” of cluster.idx doesn't name a block: expected a urlkey with its timestamp, the shard's file name, offset, and length (at most ${MOST_BLOCK_BYTES}), separated by tabs.`,
    );
  }
  return { shard, offset: Number(offset), length: Number(length) };
}
