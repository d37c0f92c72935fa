// Writes the files of parts/crawl: `npm run crawl` in this package.
import { mkdirSync, writeFileSync } from "node:fs";
import { makeTinyCrawl } from "./tiny-crawl.js";

const folder = new URL("../parts/crawl/files/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of await makeTinyCrawl()) writeFileSync(new URL(name, folder), bytes);
