// Run by the suite `wat` in a process of its own, without a TypeScript loader: makes pairs of the WAT that comes in on
// standard input, and prints how long it took and the peak resident memory. (The system's own `maxRSS` won't
// do: on Linux, a child process inherits its parent's.)
import { pairsFromWat } from "@alt2img/dataset";

const start = performance.now();
let pairs = 0;
let peak = 0;
for await (const _ of pairsFromWat(process.stdin)) {
  if (pairs++ % 20 === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
const found = `${pairs} pairs, at most ${(peak / 1e6).toFixed(0)} MB resident`;
process.stdout.write(JSON.stringify({ seconds: (performance.now() - start) / 1000, found }));
