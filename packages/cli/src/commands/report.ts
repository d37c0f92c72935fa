import { join } from "node:path";
import { formatCount, formatNumber } from "@alt2img/core";
import { describeRecipe } from "@alt2img/dataset";
import type { CrawlScores, Reading } from "@alt2img/report";
import { Command, Option } from "commander";
import { withModelOptions } from "../clip/model-options.js";
import { exitCodes, exitCodesHelp } from "../exit-code.js";
import { optionNeeds } from "../option-needs.js";
import { baseUrl, collected, cosine, notEmpty, outputName, wholeNumber } from "../option-parsers.js";
import { describeRepeated, eachFileOnce } from "../pairs/each-file-once.js";
import { readInputNames } from "../pairs/input-names.js";
import { UNUSED_BASE } from "../pairs/summary.js";
import { printable } from "../printable.js";
import { createReportProgress } from "../report/report-progress.js";
import type { CrawlToScore, ReportScoresFlags, ReportScoresOptions, ScoredCrawl } from "../report/report-scores.js";
import { type WriteReportOptions, writeReport } from "../report/write-report.js";

type ReportFlags = Partial<ReportScoresFlags> & {
  out: string;
  pages: number;
  base?: string;
  score?: ScoredCrawl;
  draw?: string;
  twins?: true;
  quiet?: boolean;
};

const HELP = `
Give WARC, ARC and WAT files (gzip, zstd or plain) and HTML files; their content tells which is which. The folder gets
  report.html    one page that loads nothing: counts, charts, and every image with what each reader gets
  pairs.jsonl    the image–text pairs
  pairs.parquet  the same, with LAION's columns
  drawing.png, drawing-steps.png  with --draw: the picture, and the guesses on the way to it
All pages are counted. If there are more than --pages pages, the report shows an even sample.
${exitCodesHelp}

Examples:
  alt2img report crawl.warc.gz
  alt2img report *.wat.gz --out audit --pages 300
  alt2img report page.html --base https://example.org/
  alt2img report crawl.warc.gz --score files --model Xenova/clip-vit-base-patch32`;

/** `alt2img report`: a page to read about crawl files. */
export function reportCommand(): Command {
  const command = new Command("report")
    .description(
      "Report on crawl files and HTML files: image–text pairs, lint findings, and what each reader gets for every image.",
    )
    .argument("<file...>", "input files; - reads their names from stdin", collected("a file name"))
    .option("-o, --out <folder>", "the folder to write to", outputName("a folder name"), "out")
    .option("-p, --pages <n>", "the most pages to show", wholeNumber(1), 100)
    .option("--base <url>", "the address of HTML files, to resolve their relative URLs", baseUrl)
    .addOption(
      new Option(
        "--score <crawl>",
        "score pairs with CLIP, for a chapter on what it keeps: files: the pairs of the files; tiny-crawl: those of the tiny crawl, whose texts are known",
      ).choices(["files", "tiny-crawl"] satisfies ScoredCrawl[]),
    )
    .option(
      "--threshold <cosine>",
      "keep pairs with this cosine or more (default: what 95 % of random pairs don't reach)",
      cosine,
    )
    .option(
      "--draw <prompt>",
      "draw a prompt with the tiny Stable Diffusion, for a chapter on how a picture comes out of noise",
      notEmpty("a prompt"),
    )
    .option(
      "--twins",
      "draw occupations with the tiny Stable Diffusion and its skewed twin, for a chapter on what the data change",
    )
    .option("-q, --quiet", "print errors only");
  withModelOptions(command).addHelpText("after", HELP).action(runReportCommand);
  for (const option of ["model", "variant", "device", "threshold"]) optionNeeds(command, option, "--score");
  return command;
}

async function runReportCommand(names: string[], flags: ReportFlags): Promise<void> {
  const { out, pages, base, quiet = false } = flags;
  const interruption = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => interruption.abort(signal);
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  const progress = createReportProgress(process.stderr, { quiet });
  const repeated: string[] = [];
  let reading: Reading;
  let scores: CrawlScores | undefined;
  try {
    const filenames: string[] = [];
    const once = eachFileOnce(readInputNames(names, process.stdin), (name) => repeated.push(name));
    for await (const name of once) filenames.push(name);
    const { onProgress } = progress;
    const { signal } = interruption;
    const print = (line: string): unknown => quiet || process.stderr.write(`${line}\n`);
    const score = scorer(flags, { onProgress, signal, print });
    const draw = painter(flags, { onProgress, signal, print });
    ({ reading, scores } = await writeReport(filenames, {
      out,
      maxPages: pages,
      base,
      score,
      draw,
      compare: comparer(flags, { onProgress, signal, print }),
      onProgress,
      signal,
    }));
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
    const hasHtml = reading.files.some(({ format }) => format === "html");
    const unused = base !== undefined && !hasHtml && failed.length === 0 ? UNUSED_BASE : [];
    const lines = [
      describeRepeated(repeated) ?? [],
      unused,
      ...summary(reading),
      ...describeScores(scores),
      join(out, "report.html"),
    ].flat();
    process.stderr.write(printable(`${lines.join("\n")}\n`));
  }
  if (failed.length > 0) process.exitCode = exitCodes.input;
}

/** What scores the pairs, if they are to be scored. It is loaded only then. */
function scorer(
  { score, ...flags }: ReportFlags,
  options: ReportScoresOptions,
): ((crawl: CrawlToScore) => Promise<CrawlScores>) | undefined {
  if (score === undefined) return undefined;
  return async (crawl) => {
    const { reportScores, tinyCrawlToScore } = await import("../report/report-scores.js");
    const scored = score === "files" ? crawl : await tinyCrawlToScore(options.onProgress, options.signal);
    return reportScores(scored, { model: "tiny", device: "auto", ...flags }, options);
  };
}

/** What draws the prompt, if there is one. It is loaded only then. */
function painter({ draw: prompt }: ReportFlags, options: ReportScoresOptions): WriteReportOptions["draw"] {
  if (prompt === undefined) return undefined;
  return async () => (await import("../report/draw-prompt.js")).drawPrompt(prompt, options);
}

/** What compares the twins, if it is wanted. It is loaded only then. */
function comparer({ twins }: ReportFlags, options: ReportScoresOptions): WriteReportOptions["compare"] {
  if (twins !== true) return undefined;
  return async () => (await (await import("../report/draw-twins.js")).drawTwins(options)).twins;
}

function describeScores(scores: CrawlScores | undefined): string[] {
  if (scores === undefined) return [];
  const { model, kept, scored, crawl } = scores;
  if (scored === 0)
    return [`${model} has scored nothing: ${crawl} holds none of the pictures, or none that can be read`];
  return [`${model} keeps ${formatNumber(kept)} of the ${formatCount(scored, "pair")} of ${crawl} that have a picture`];
}

function summary({ counts, diagnostics, tallies: { funnel } }: Reading): string[] {
  const broken = Object.values(diagnostics).reduce((sum, count) => sum + count, 0);
  const images = `${formatCount(counts.images, "image")} (${formatCount(counts.imgElements, "img element")})`;
  const lines = [
    `${formatCount(counts.pages, "page")}, ${images}, ${formatCount(counts.pairs, "image–text pair")}; a training crawl like LAION's takes ${formatNumber(funnel.taken)} of the pairs`,
    describeRecipe(),
    `${formatCount(counts.imagesWithFindings, "image")} with findings`,
  ];
  if (broken > 0) lines.push(`${formatCount(broken, "diagnostic")} about faults in the files`);
  return lines;
}
