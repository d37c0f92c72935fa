// Finds what npm users would trip over: runs publint and "are the types wrong?" on every package, packed as it is
// published.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packAll, root, run } from "./workspace.js";

/** Entry points that aren't modules. */
const DATA = ["./sample/tiny-crawl.parquet"];

const folder = mkdtempSync(join(tmpdir(), "alt2img-packed-"));
try {
  for (const [name, tarball] of packAll(folder)) {
    run("node_modules/.bin/publint", ["run", tarball, "--strict"], root);
    const options = ["--profile", "esm-only", "--format", "ascii", "--exclude-entrypoints", ...DATA];
    run("node_modules/.bin/attw", [tarball, ...options], root);
    console.log(`${name}: publint and attw found no problems`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
