// Part of `npm run version`: writes the versions that changesets chose into the two files that need them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);

/** @type {Map<string, string>} by the package's name */
const versions = new Map();
for (const parent of ["packages/", "packages/tiny/parts/"]) {
  for (const name of readdirSync(new URL(parent, root))) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(`${parent}${name}/package.json`, root), "utf8"));
      versions.set(manifest.name, manifest.version);
    } catch {
      // Not a package.
    }
  }
}

/** @param {string} path @param {(text: string) => string} change */
function rewrite(path, change) {
  const file = new URL(path, root);
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

// How the client calls itself.
rewrite("packages/crawl/src/version.ts", (text) => text.replace(/"[^"]*";/, `"${versions.get("@alt2img/crawl")}";`));
// The addresses on a CDN.
rewrite("examples/starter-html/index.html", (text) =>
  text.replace(/(@alt2img\/[a-z0-9-]+)@\d+\.\d+\.\d+[^/]*/g, (_, name) => `${name}@${versions.get(name)}`),
);
