// `npm run bench [-- NAME … --save]`: runs the suites (all, or those named), prints a table for each measurement and
// writes everything to out/bench.json. With `--save`, each suite also goes into bench/results, from which the website's page on
// performance is made. The packages are measured as built, the way users get them.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { type Comparison, table } from "./compare.js";

/** Each file in `suites/` exports one, which yields its comparisons one by one. */
export type Suite = () => AsyncIterable<Comparison>;

const here = new URL(".", import.meta.url);
const suites = readdirSync(new URL("suites/", here)).map((file) => file.replace(/\.ts$/, ""));
const { values, positionals: named } = parseArgs({ allowPositionals: true, options: { save: { type: "boolean" } } });
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
  const ofSuite: Comparison[] = [];
  for await (const comparison of suite()) {
    ofSuite.push(comparison);
    console.log(`${table(comparison)}\n`);
  }
  comparisons.push(...ofSuite.map((comparison) => ({ suite: name, ...comparison })));
  if (values.save === true) save(name, { ...machine, comparisons: ofSuite });
}

/** Without the single rounds: a file that is committed. */
function save(name: string, { comparisons: measured, ...where }: typeof machine & { comparisons: Comparison[] }): void {
  const rounded = measured.map(({ results, ...rest }) => ({
    ...rest,
    results: results.map(({ seconds: _, medianSeconds, megabytesPerSecond, found, name: who }) => ({
      name: who,
      medianSeconds: Number(medianSeconds.toPrecision(4)),
      megabytesPerSecond: Number(megabytesPerSecond.toPrecision(4)),
      found: String(found),
    })),
  }));
  const folder = new URL("results/", here);
  mkdirSync(folder, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(
    new URL(`${name}.json`, folder),
    `${JSON.stringify({ ...where, date, comparisons: rounded }, null, 2)}\n`,
  );
}

const out = new URL("../out/", here);
mkdirSync(out, { recursive: true });
writeFileSync(new URL("bench.json", out), `${JSON.stringify({ ...machine, comparisons }, null, 2)}\n`);
console.log("written to out/bench.json");
