// Writes the sources that follow from what lies in data/ and models/: `npm run entries` in this package.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { entries } from "./entries.js";

const home = fileURLToPath(new URL("..", import.meta.url));
for (const [path, content] of entries(home)) writeFileSync(join(home, path), content);
