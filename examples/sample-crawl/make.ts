// Makes sample-crawl.warc.gz from pages/, images/ and captures.ts: `npm run make` in this folder.
import { writeFile } from "node:fs/promises";
import { sampleCrawl } from "./sample-crawl.js";

await writeFile(new URL("sample-crawl.warc.gz", import.meta.url), sampleCrawl());
