// Runs all tests of all packages; arguments go to vitest.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";

const root = fileURLToPath(new URL("..", import.meta.url));
const { status } = spawnSync("node_modules/.bin/vitest", ["run", ...process.argv.slice(2)], {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
  shell: process.platform === "win32",
});
const browsers = [process.env["ALT2IMG_CHROMIUM"], "/usr/bin/chromium", chromium.executablePath()];
if (!browsers.some((path) => path !== undefined && existsSync(path))) {
  console.error(
    "\n!! SKIPPED: no test ran in a browser, because no Chromium was found.\n" +
      "!! Set ALT2IMG_CHROMIUM to one, or run `npx playwright install chromium`.",
  );
}
if (!existsSync(process.env["ALT2IMG_DATA"] ?? `${root}/../shared/data`)) {
  console.error(
    "\n!! SKIPPED: the tests over third-party data, which is not part of the project (ALT2IMG_DATA names its folder).",
  );
}
process.exit(status ?? 1);
