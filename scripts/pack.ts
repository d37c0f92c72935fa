// Packs every package as it would be published, into out/packages, and says how to install them. Use it to try the packages
// outside this repository until they are on npm.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { packAll, root } from "./workspace.js";

const folder = join(root, "out", "packages");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const name of packAll(folder).keys()) console.log(name);
console.log(`\nIn your own project:\n  npm install ${folder}/*.tgz`);
