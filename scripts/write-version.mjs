// Part of `npm run version`: writes the version that changesets chose into the one source file that needs it.
import { readFileSync, writeFileSync } from "node:fs";

const crawl = new URL("../packages/crawl/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", crawl), "utf8"));
const file = new URL("src/version.ts", crawl);
writeFileSync(file, readFileSync(file, "utf8").replace(/"[^"]*";/, `"${version}";`));
