// `npm run fuzz [-- RUNS [FILTER…]]`: the long form of the *.fuzz.test.ts, a million inputs each by default.
// It runs in rounds, each with its own seed and process, so that the test runner's memory doesn't grow.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const RUNS_PER_ROUND = 100_000;

const [total = "1000000", ...filters] = process.argv.slice(2);
const runs = Number(total);
if (!(Number.isInteger(runs) && runs > 0)) {
  console.error(`The number of runs is “${total}”; it must be an integer, 1 or more.`);
  process.exit(2);
}
const files = filters.length > 0 ? filters.map((name) => `${name}.fuzz`) : [".fuzz.test"];
const firstSeed = Number(process.env["ALT2IMG_FUZZ_SEED"] ?? 1);

for (let done = 0, seed = firstSeed; done < runs; done += RUNS_PER_ROUND, seed++) {
  const round = Math.min(RUNS_PER_ROUND, runs - done);
  console.log(`\nRuns ${done + 1} to ${done + round} of ${runs}, ALT2IMG_FUZZ_SEED=${seed}`);
  const { status } = spawnSync(
    "node_modules/.bin/vitest",
    ["run", "--project", "node", "--testTimeout", "0", ...files],
    {
      cwd: fileURLToPath(new URL("..", import.meta.url)),
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
      env: { ...process.env, ALT2IMG_FUZZ_RUNS: String(round), ALT2IMG_FUZZ_SEED: String(seed) },
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
