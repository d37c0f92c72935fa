import { availableParallelism } from "node:os";
import { Alt2imgError, type TextSource } from "@alt2img/core";
import { type PairAddress, textSources } from "@alt2img/dataset";
import { Command, Option } from "commander";
import { exitCodes, exitCodesHelp } from "../exit-code.js";
import { optionNeeds } from "../option-needs.js";
import { baseUrl, collected, outputName, textSourceList, wholeNumber } from "../option-parsers.js";
import { describeRepeated, eachFileOnce } from "../pairs/each-file-once.js";
import { fileFormat } from "../pairs/file-format.js";
import { createFileOutput } from "../pairs/file-output.js";
import { readInputNames } from "../pairs/input-names.js";
import type { PairsFormat, PairsSettings } from "../pairs/messages.js";
import type { PairsOutput } from "../pairs/output.js";
import { createProgressBar } from "../pairs/progress-bar.js";
import { recipeOf } from "../pairs/recipe-of.js";
import { type PairsOutcome, runPairs } from "../pairs/run-pairs.js";
import { createStreamOutput } from "../pairs/stream-output.js";
import { summarise } from "../pairs/summary.js";
import { printable } from "../printable.js";
import { readVersion } from "../version.js";

type PairsFlags = {
  out: string;
  format?: PairsFormat;
  jobs: number;
  resume?: true;
  source?: TextSource[];
  address: PairAddress;
  laion?: true;
  minLength?: number;
  base?: string;
  respectOptOut?: true;
  robot?: string[];
  quiet?: true;
  verbose?: true;
};

/** No machine benefits from more threads, and each takes about ten megabytes. */
const MOST_JOBS = 256;

const HELP = `
Inputs are WARC, ARC and WAT files (gzip, zstd or plain) and HTML files, told apart by their content. With -, their
names are read from standard input, one on each line, as Spark's pipe and Hadoop streaming write them.

By default, every img element with an http(s) address and an alt text makes a pair. Options leave out some of them, and
the summary says how many and why. --laion takes what LAION takes before it looks at any picture: addresses in src that
contain neither .svg nor .gif, with an alt of 5 characters or more.

The pairs are in the order of the inputs, whatever --jobs is. With --out FILE, each input becomes a part file in
FILE.parts/, and the parts become FILE at the end. An interrupted run leaves the finished parts. The same command with
--resume continues from there and produces the same bytes.
${exitCodesHelp}

Examples:
  alt2img pairs crawl.warc.gz > pairs.jsonl
  alt2img pairs *.wat.gz --out pairs.parquet --jobs 8 --resume
  alt2img pairs page.html --base https://example.org/ --source alt,figcaption
  ls *.warc.gz | alt2img pairs - --out pairs.jsonl.gz`;

/** `alt2img pairs`: makes image–text pairs from crawl files. */
export function pairsCommand(): Command {
  const command = new Command("pairs")
    .description("Make image–text pairs from crawl files (WARC, WAT) and HTML files, many files at a time.")
    .argument("<file...>", "input files; - reads their names from standard input", collected("a file name"))
    .option("-o, --out <file>", "where to write the pairs; - is standard output", outputName("a file name"), "-")
    .addOption(
      new Option(
        "-f, --format <format>",
        "default: from the name of --out (.parquet, .jsonl, .jsonl.gz), otherwise jsonl",
      ).choices(["jsonl", "parquet"] satisfies PairsFormat[]),
    )
    .addOption(
      new Option("-j, --jobs <n>", "how many files to read at a time")
        .argParser(wholeNumber(1, MOST_JOBS))
        .default(Math.min(availableParallelism(), MOST_JOBS), "the number of cores"),
    )
    .option("--resume", "continue an interrupted run to the same --out")
    .addOption(
      new Option(
        "-s, --source <list>",
        `which texts make a pair: one or more of ${textSources.join(", ")} (default: alt, as for LAION)`,
      ).argParser(textSourceList),
    )
    .addOption(
      new Option("--address <which>", "any: in src, srcset, data-src or similar; src: only in src")
        .choices(["any", "src"] satisfies PairAddress[])
        .default("any" satisfies PairAddress),
    )
    .option("--min-length <n>", "leave out texts with fewer characters", wholeNumber(0))
    .addOption(new Option("--laion", "take what LAION takes").conflicts(["source", "address", "minLength"]))
    .option("--base <url>", "the address of HTML files, for their relative URLs", baseUrl)
    .option(
      "--respect-opt-out",
      "leave out pages that say noai, noimageai, noindex or noimageindex, or that reserve text and data mining",
    )
    .addOption(
      // Not `<name...>`, which would take the file names after it for robots.
      new Option(
        "--robot <name>",
        "with --respect-opt-out: rules for this robot count too; you can repeat it",
      ).argParser(collected("a robot's name")),
    )
    .addOption(new Option("-q, --quiet", "show no progress and no summary, only errors").conflicts("verbose"))
    .option("-v, --verbose", "print every diagnostic, not just the counts")
    .addHelpText("after", HELP)
    .action(runPairsCommand);
  return optionNeeds(command, "robot", "--respect-opt-out");
}

async function runPairsCommand(names: string[], flags: PairsFlags): Promise<void> {
  const { format, gzip } = fileFormat(flags.out, flags.format);
  const toStdout = flags.out === "-";
  if (toStdout && flags.resume) {
    throw new Alt2imgError("cli/usage", "--resume needs --out FILE, because standard output can't be resumed.");
  }
  if (toStdout && format === "parquet" && process.stdout.isTTY) {
    throw new Alt2imgError(
      "cli/usage",
      "Parquet is binary and would garble the terminal. Add --out FILE, or pipe the output.",
    );
  }
  const settings: PairsSettings = {
    sources: flags.source,
    address: flags.address,
    laion: flags.laion,
    minTextLength: flags.minLength,
    respectOptOut: flags.respectOptOut,
    robots: flags.robot,
    base: flags.base,
  };

  const repeated: string[] = [];
  let inputs: AsyncIterable<string> | string[] = eachFileOnce(readInputNames(names, process.stdin), (name) =>
    repeated.push(name),
  );
  let output: PairsOutput;
  if (toStdout) {
    output = createStreamOutput(process.stdout, format);
  } else {
    // Which parts belong to the file is known only when all inputs are known.
    inputs = await collect(inputs);
    const manifest = { version: readVersion(), inputs, settings, format };
    output = await createFileOutput({ path: flags.out, gzip, resume: flags.resume === true, manifest });
  }

  const interruption = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    // At the second signal, it doesn't clean up: --resume can use what a killed run leaves.
    if (interruption.signal.aborted) process.exit(signalStatus(signal));
    interruption.abort(signal);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);

  const progress = createProgressBar(process.stderr, { quiet: flags.quiet === true });
  const start = performance.now();
  let outcome: PairsOutcome;
  let note: string | undefined;
  try {
    outcome = await runPairs({
      names: inputs,
      output,
      progress,
      pool: {
        jobs: flags.jobs,
        workerUrl: workerUrl(),
        setup: { format, settings, sendDiagnostics: flags.verbose === true },
      },
      signal: interruption.signal,
    });
    note = await output.finish(failures(outcome), interruption.signal);
  } catch (error) {
    const left = await output.abandon();
    progress.stop();
    if (left !== undefined) process.stderr.write(printable(`alt2img: ${left}\n`));
    if (!interruption.signal.aborted) throw error;
    process.stderr.write("alt2img: interrupted\n");
    process.exit(signalStatus(interruption.signal.reason));
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
  progress.stop();
  if (!flags.quiet) {
    const lines = [
      summarise(outcome, {
        recipe: recipeOf(settings),
        base: flags.base,
        seconds: (performance.now() - start) / 1000,
      }),
      describeRepeated(repeated) ?? [],
    ].flat();
    process.stderr.write(printable(`${lines.join("\n")}\n`));
  }
  if (note !== undefined) process.stderr.write(printable(`alt2img: ${note}\n`));
  if (failures(outcome) > 0) process.exitCode = exitCodes.input;
}

async function collect(names: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const name of names) all.push(name);
  return all;
}

function failures(outcome: PairsOutcome): number {
  return outcome.filter(({ report }) => report.failure !== undefined).length;
}

/** The exit status that a shell reports for a process that a signal ended. */
function signalStatus(signal: unknown): number {
  return signal === "SIGTERM" ? 143 : 130;
}

/** Next to this module's bundle after the build; in the sources it is one folder up, and in TypeScript. */
function workerUrl(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../pairs-worker.ts", import.meta.url)
    : new URL("./pairs-worker.js", import.meta.url);
}
