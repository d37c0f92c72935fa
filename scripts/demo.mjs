// `npm run demo [-- FILE…]`: the report on the sample crawl, or on your own WARC, ARC, WAT and HTML files.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const sample = "examples/sample-crawl/sample-crawl.warc.gz";
const report = resolve(root, "out/report.html");

// npm runs this in the repository's root, but your file names are relative to your folder.
const calledFrom = process.env["INIT_CWD"] ?? process.cwd();
const files = process.argv
  .slice(2)
  .map((name) => (isAbsolute(name) ? name : relative(root, resolve(calledFrom, name))));

if (files.length === 0) {
  console.log(`
This is a small crawl of the web: seventeen made-up pages with their pictures, as a crawler saves them.
alt2img reads every image twice: as someone who listens to the page with a screen reader, and as a
crawler that collects training data for models that draw pictures.

  ${sample}

Two chapters show what CLIP keeps of another crawl, the tiny one, and who disappears. Another one
shows how the tiny Stable Diffusion draws a flower out of noise, and the last one what its twin draws,
which was trained on skewed captions.
`);
}
const before = existsSync(report) ? statSync(report).mtimeMs : 0;
const chapters = files.length > 0 ? [] : ["--score", "tiny-crawl", "--draw", "flower", "--twins"];
const command = [
  "packages/cli/dist/main.js",
  "report",
  "--out",
  "out",
  ...chapters,
  "--",
  ...(files.length > 0 ? files : [sample]),
];
const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });

// The command and the report name the files that couldn't be read; the others were read.
if (!existsSync(report) || statSync(report).mtimeMs === before) process.exit(status || 1);
console.log(`
Open the report in a browser; it needs no network:

  ${pathToFileURL(report).href}

Next to it are the image–text pairs, as a training set has them: out/pairs.jsonl and out/pairs.parquet.
${files.length === 0 ? "The flower is out/drawing.png; out/drawing-steps.png shows the guesses on the way to it.\n" : ""}${files.length === 0 ? "For a file of your own (WARC, WAT or HTML): npm run demo -- FILE\n" : ""}`);
