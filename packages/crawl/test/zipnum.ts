import { gzipSync } from "node:zlib";

/** An index in blocks, as Common Crawl lays it out: `cluster.idx` and its shards. */
export type ZipNum = { clusterIdx: Uint8Array; shards: Map<string, Uint8Array> };

/** @param lines sorted CDXJ lines without their line ends */
export function zipNum(
  lines: readonly string[],
  { linesPerBlock, blocksPerShard }: { linesPerBlock: number; blocksPerShard: number },
): ZipNum {
  const shards = new Map<string, Uint8Array>();
  const cluster: string[] = [];
  for (let at = 0; at < lines.length; at += linesPerBlock) {
    const number = cluster.length;
    const name = `cdx-${String(Math.floor(number / blocksPerShard)).padStart(5, "0")}.gz`;
    const block = lines.slice(at, at + linesPerBlock);
    const before = shards.get(name) ?? new Uint8Array();
    const bytes = gzipSync(block.map((line) => `${line}\n`).join(""));
    shards.set(name, Buffer.concat([before, bytes]));
    const [urlkey, timestamp] = block[0]!.split(" ");
    cluster.push(`${urlkey} ${timestamp}\t${name}\t${before.length}\t${bytes.length}\t${number + 1}\n`);
  }
  return { clusterIdx: new TextEncoder().encode(cluster.join("")), shards };
}
