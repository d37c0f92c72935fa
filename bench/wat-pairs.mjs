// node wat-pairs.mjs WAT WHAT: for each line on standard input, reads the WAT once and answers with its times as JSON.
// WHAT is "pairs", or "inflate" to only inflate it with zlib.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { pairsFromWat } from "@alt2img/dataset";

const [wat = "", what] = process.argv.slice(2);

/** As large as those of the command line. */
const CHUNK = { highWaterMark: 1 << 20 };

async function count() {
  let found = 0;
  if (what === "inflate") {
    for await (const chunk of createReadStream(wat, CHUNK).pipe(createGunzip({ chunkSize: 1 << 20 })))
      found += chunk.length;
    return `${found} bytes`;
  }
  for await (const _ of pairsFromWat(createReadStream(wat, CHUNK))) found++;
  return `${found} pairs`;
}

for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  const before = process.cpuUsage();
  const found = await count();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds: (user + system) / 1e6, found })}\n`);
}
