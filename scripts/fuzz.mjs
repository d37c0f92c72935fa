// `npm run fuzz [-- RUNS [FILTER]]`: the long form of the *.fuzz.test.ts, a million inputs each unless told otherwise.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const [runs = "1000000", ...filters] = process.argv.slice(2);
const { status } = spawnSync(
  "node_modules/.bin/vitest",
  [
    "run",
    "--project",
    "node",
    "--testTimeout",
    "0",
    ...(filters.length > 0 ? filters.map((name) => `${name}.fuzz`) : [".fuzz.test"]),
  ],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
    env: { ...process.env, ALT2IMG_FUZZ_RUNS: runs },
  },
);
process.exit(status ?? 1);
