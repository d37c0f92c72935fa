// From a crawl file to image–text pairs: crawl-to-pairs.ts [FILE.warc.gz | FILE.wat.gz] [PAIRS.parquet]
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { pairsFromWarc, pairsFromWat, writeJsonl, writeParquet } from "@alt2img/dataset";

const sample = fileURLToPath(import.meta.resolve("@alt2img/example-sample-crawl/sample-crawl.warc.gz"));
const [input = sample, output] = process.argv.slice(2);

const read = input.includes(".wat") ? pairsFromWat : pairsFromWarc;
const pairs = read(createReadStream(input), {
  filename: input,
  minTextLength: 5, // LAION keeps texts of five characters and more
  respectOptOut: true,
  onDiagnostic: ({ code, message, offset }) => console.error(`${code} at byte ${offset}: ${message}`),
});

if (output === undefined) await pipeline(writeJsonl(pairs), process.stdout, { end: false });
else await pipeline(writeParquet(pairs), createWriteStream(output));

const { pages, pagesOptedOut, images, imagesWithoutText, textsTooShort } = pairs.counts;
console.error(
  `${pages} pages (${pagesOptedOut} opted out), ${images} images: ${pairs.counts.pairs} pairs; ` +
    `${imagesWithoutText} images without an alt, ${textsTooShort} texts too short`,
);
