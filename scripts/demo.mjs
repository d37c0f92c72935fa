// `npm run demo [-- FILE…]`: the report on the sample crawl, or on the given WARC, ARC, WAT and HTML files.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const sample = "examples/sample-crawl/sample-crawl.warc.gz";
const report = resolve(root, "out/report.html");

// npm runs this in the root of the repository; names are meant from where the user called it.
const calledFrom = process.env["INIT_CWD"] ?? process.cwd();
const files = process.argv
  .slice(2)
  .map((name) => (isAbsolute(name) ? name : relative(root, resolve(calledFrom, name))));

if (files.length === 0) console.log(`The sample crawl, ${sample}:`);
const before = existsSync(report) ? statSync(report).mtimeMs : 0;
const command = ["packages/cli/dist/main.js", "report", "--out", "out", "--", ...(files.length > 0 ? files : [sample])];
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });

// A file that cannot be read has been named, and stands in the report too; the others have been read.
if (!existsSync(report) || statSync(report).mtimeMs === before) process.exit(status || 1);
console.log(`
Made: the report, and the image–text pairs as pairs.jsonl and pairs.parquet beside it.
Open ${pathToFileURL(report).href} in a browser; it needs no network.`);
