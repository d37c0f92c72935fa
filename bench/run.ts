// `npm run bench [-- NAME …]`: runs the suites (all, or those named), prints a table for each measurement and
// writes everything to out/bench.json. The packages are measured as built, the way users get them.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { type Comparison, table } from "./compare.js";

/** Each file in `suites/` exports one, which yields its comparisons one by one. */
export type Suite = () => AsyncIterable<Comparison>;

const here = new URL(".", import.meta.url);
const suites = readdirSync(new URL("suites/", here)).map((file) => file.replace(/\.ts$/, ""));
const named = process.argv.slice(2);
const unknown = named.filter((name) => !suites.includes(name));
if (unknown.length > 0) {
  console.error(`No suite named ${unknown.join(", ")}; there are ${suites.join(", ")}.`);
  process.exit(2);
}

const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
console.log(`Node ${machine.node}, ${machine.cpu} × ${machine.cores}\n`);
const comparisons: (Comparison & { suite: string })[] = [];
for (const name of named.length > 0 ? named : suites) {
  const { suite } = (await import(`./suites/${name}.ts`)) as { suite: Suite };
  for await (const comparison of suite()) {
    comparisons.push({ suite: name, ...comparison });
    console.log(`${table(comparison)}\n`);
  }
}
const out = new URL("../out/", here);
mkdirSync(out, { recursive: true });
writeFileSync(new URL("bench.json", out), `${JSON.stringify({ ...machine, comparisons }, null, 2)}\n`);
console.log("written to out/bench.json");
