// Run by the suite `wat` in a process of its own, without a TypeScript loader: makes pairs of the WAT that comes in on
// standard input, and prints how long it took and the most memory that was ever resident.
import { pairsFromWat } from "@alt2img/dataset";

const start = performance.now();
let pairs = 0;
for await (const _ of pairsFromWat(process.stdin)) pairs++;
const { maxRSS } = process.resourceUsage();
const found = `${pairs} pairs, at most ${((maxRSS * 1024) / 1e6).toFixed(0)} MB resident`;
process.stdout.write(JSON.stringify({ seconds: (performance.now() - start) / 1000, found }));
