// Makes a fresh checkout ready: the dependencies through the pinned pnpm, then every package built.
// It only does what hasn't been done yet, so `npm run demo` and `npm test` can both start with it.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const installed = `${root}/node_modules/.modules.yaml`;
const upToDate =
  existsSync(installed) &&
  ["pnpm-lock.yaml", "pnpm-workspace.yaml"].every(
    (file) => statSync(`${root}/${file}`).mtimeMs <= statSync(installed).mtimeMs,
  );
if (!upToDate) run("npx", ["--yes", packageManager, "install", "--frozen-lockfile"]);
// Through pnpm, because turbo needs the package manager on the path.
run("npx", [
  "--yes",
  packageManager,
  "exec",
  "turbo",
  "run",
  "build",
  "--filter=./packages/*",
  "--output-logs=errors-only",
]);
