// Finds what npm users would trip over: runs publint and "are the types wrong?" on every package, packed as it is
// published.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, publishedPackages, root, run } from "./workspace.js";

const folder = mkdtempSync(join(tmpdir(), "alt2img-packed-"));
try {
  for (const each of publishedPackages()) {
    const tarball = pack(each, folder);
    run("node_modules/.bin/publint", ["run", tarball, "--strict"], root);
    run("node_modules/.bin/attw", [tarball, "--profile", "esm-only", "--format", "ascii"], root);
    console.log(`${each.name}: publint and attw found no problems`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
