// Turns a crawl file into image–text pairs: crawl-to-pairs.ts [FILE.warc.gz | FILE.wat.gz] [PAIRS.parquet]
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  describeImages,
  describeRecipe,
  laionRules,
  listLosses,
  openCrawlFile,
  type PairRecipe,
  pairsFromCrawlFile,
  respectOptOut,
  writeJsonl,
} from "@alt2img/dataset";
import { writeParquet } from "@alt2img/dataset/parquet";

const sample = fileURLToPath(import.meta.resolve("@alt2img/example-sample-crawl/sample-crawl.warc.gz"));
const [input = sample, output] = process.argv.slice(2);

// What LAION's crawl takes, without pages that opted out (as img2dataset does).
const recipe: PairRecipe = { address: "src", rules: [...laionRules(), respectOptOut()] };

try {
  const file = await openCrawlFile(createReadStream(input));
  const pairs = pairsFromCrawlFile(file, pathToFileURL(input).href, {
    recipe,
    filename: input,
    onDiagnostic: ({ code, message, offset }) => console.error(`${code} at byte ${offset}: ${message}`),
  });
  if (output === undefined) await pipeline(writeJsonl(pairs), process.stdout, { end: false });
  else await pipeline(writeParquet(pairs), createWriteStream(output));

  const { pages, read, kept } = pairs.counts;
  const losses = listLosses(pairs.counts, recipe).map(({ name, count }) => `  − ${count} ${name}`);
  console.error(
    [
      describeRecipe(recipe),
      `${pages} pages, ${describeImages(pairs.counts, recipe)}, ${read} texts looked for`,
      ...losses,
      `  = ${kept} pairs`,
    ].join("\n"),
  );
} catch (error) {
  console.error(`crawl-to-pairs: ${input}: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
