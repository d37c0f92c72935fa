// Updates the modules and README tables of the data packages: `npm run entries` in this package.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { entries } from "./entries.js";

const home = fileURLToPath(new URL("../parts/", import.meta.url));
for (const [path, content] of entries(home)) writeFileSync(join(home, path), content);
