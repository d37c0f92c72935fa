import { join } from "node:path";
import { formatCount } from "@alt2img/core";
import type { Reading } from "@alt2img/report";
import { Command } from "commander";
import { exitCodes, exitCodesHelp } from "../exit-code.js";
import { absoluteUrl, wholeNumber } from "../option-parsers.js";
import { describeRepeated, eachFileOnce } from "../pairs/each-file-once.js";
import { readInputNames } from "../pairs/input-names.js";
import { printable } from "../printable.js";
import { createReportProgress } from "../report/report-progress.js";
import { writeReport } from "../report/write-report.js";

type ReportFlags = { out: string; pages: number; base?: string; quiet?: boolean };

const HELP = `
Inputs are WARC, ARC and WAT files (gzip, zstd or plain) and HTML files, told apart by their content. Into the folder go
  report.html    one file that loads nothing: counts, charts, and images page by page, as heard and as taken
  pairs.jsonl    the image–text pairs
  pairs.parquet  the same, with the columns of LAION
All pages are counted; where there are more than --pages, those that are shown are evenly spread over the files.
${exitCodesHelp}

Examples:
  alt2img report crawl.warc.gz
  alt2img report *.wat.gz --out audit --pages 300
  alt2img report page.html --base https://example.org/`;

/** `alt2img report`: what a crawl says of its images, as a page to read. */
export function reportCommand(): Command {
  return new Command("report")
    .description("Write a report on crawl files and HTML files: pairs, lint findings, and what each reader gets.")
    .argument("<file...>", "input files; - reads their names from standard input")
    .option("-o, --out <folder>", "where the report goes", "out")
    .option("-p, --pages <n>", "how many pages to show at most", wholeNumber(1), 100)
    .option("--base <url>", "the address of HTML files, for their relative URLs", absoluteUrl)
    .option("-q, --quiet", "no progress and no summary, only errors")
    .addHelpText("after", HELP)
    .action(runReportCommand);
}

async function runReportCommand(names: string[], { out, pages, base, quiet = false }: ReportFlags): Promise<void> {
  const interruption = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => interruption.abort(signal);
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  const progress = createReportProgress(process.stderr, { quiet });
  const repeated: string[] = [];
  let reading: Reading;
  try {
    const filenames: string[] = [];
    const once = eachFileOnce(readInputNames(names, process.stdin), (name) => repeated.push(name));
    for await (const name of once) filenames.push(name);
    const { onProgress } = progress;
    reading = await writeReport(filenames, { out, maxPages: pages, base, onProgress, signal: interruption.signal });
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
    progress.stop();
    process.stderr.write("alt2img: interrupted\n");
    process.exit(interruption.signal.reason === "SIGTERM" ? 143 : 130);
  } finally {
    progress.stop();
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
  const failed = reading.files.filter(({ failure }) => failure !== undefined);
  for (const { filename, failure } of failed) process.stderr.write(printable(`alt2img: ${filename}: ${failure}\n`));
  if (!quiet) {
    const lines = [describeRepeated(repeated) ?? [], summary(reading), join(out, "report.html")].flat();
    process.stderr.write(printable(`${lines.join("\n")}\n`));
  }
  if (failed.length > 0) process.exitCode = exitCodes.input;
}

function summary({ counts, diagnostics }: Reading): string {
  const broken = Object.values(diagnostics).reduce((sum, count) => sum + count, 0);
  return (
    `${formatCount(counts.pages, "page")}, ${formatCount(counts.images, "image")}, ${formatCount(counts.pairs, "pair")}; ` +
    `${formatCount(counts.imagesWithFindings, "image")} with findings` +
    (broken > 0 ? `; ${formatCount(broken, "diagnostic")} about broken input` : "")
  );
}
