// Packs every package as it would be published, into out/packages, and says how to install them. Use it to try the packages
// outside this repository until they are on npm.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pack, publishedPackages, root } from "./workspace.js";

const folder = join(root, "out", "packages");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const each of publishedPackages()) {
  pack(each, folder);
  console.log(each.name);
}
console.log(`\nIn your own project:\n  npm install ${folder}/*.tgz`);
