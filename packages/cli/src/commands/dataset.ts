import { type FunnelPresetName, funnelPresets, type IfMissing } from "@alt2img/dataset/funnel";
import { Command, Option } from "commander";
import { modelHelp, variantOption, withModelOptions } from "../clip/model-options.js";
import type { RowFormat } from "../dataset/row-text.js";
import { ruleHelp, ruleList } from "../dataset/rule-option.js";
import type { BuildFlags } from "../dataset/run-build.js";
import type { ExportFlags } from "../dataset/run-export.js";
import type { FilterFlags } from "../dataset/run-filter.js";
import type { FunnelReportFlags } from "../dataset/run-funnel-report.js";
import type { InfoFlags } from "../dataset/run-info.js";
import type { MapFlags } from "../dataset/run-map.js";
import type { OptOutFlags } from "../dataset/run-opt-out.js";
import type { SampleFlags } from "../dataset/run-sample.js";
import type { SearchFlags } from "../dataset/run-search.js";
import type { TrainedOnFlags } from "../dataset/run-trained-on.js";
import { whereList } from "../dataset/where-option.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { optionNeeds } from "../option-needs.js";
import { collected, cosine, notEmpty, outputName, wholeNumber } from "../option-parsers.js";
import type { PairsFormat } from "../pairs/messages.js";

const presetHelp = Object.entries(funnelPresets)
  .map(([name, { title }]) => `  ${name.padEnd(16)} ${title}`)
  .join("\n");

const FUNNEL_HELP = `
The files are those of alt2img pairs and alt2img embed (.jsonl, .jsonl.gz, .parquet), or Parquet of LAION or img2dataset; - reads
pairs from standard input, JSON on each line. Scores, sizes and hashes are read from the columns of the pairs. A rule of --rule
takes the place of the one in the preset that measures the same.

Presets:
${presetHelp}

Rules:
${ruleHelp}
${exitCodesHelp}`;

/** `alt2img dataset`: from pairs to a dataset like LAION's. */
export function datasetCommand(): Command {
  return new Command("dataset")
    .description("From pairs to a dataset like LAION's: filter, build, search, and see who disappears.")
    .addCommand(buildCommand())
    .addCommand(filterCommand())
    .addCommand(reportCommand())
    .addCommand(infoCommand())
    .addCommand(sampleCommand())
    .addCommand(searchCommand())
    .addCommand(mapCommand())
    .addCommand(trainedOnCommand())
    .addCommand(optOutCommand())
    .addCommand(exportCommand());
}

function mapCommand(): Command {
  return new Command("map")
    .description("Lay out a dataset in the plane, so that pictures that are alike lie near each other (UMAP).")
    .argument("<dataset>", DATASET, notEmpty("a dataset"))
    .requiredOption("-o, --out <file>", "the .csv or .json to write: index, x, y", outputName("a file name"))
    .option("--column <name>", "which embeddings to compare", notEmpty("a column"), "image_embedding")
    .option("--neighbours <n>", "few show detail, many the whole", wholeNumber(2, 200), 15)
    .option("--seed <n>", "a whole number; the same one gives the same map", wholeNumber(0), 0)
    .option("-q, --quiet", "show no progress")
    .action(async (source: string, flags: MapFlags) =>
      (await import("../dataset/run-map.js")).runDatasetMap(source, flags),
    );
}

function trainedOnCommand(): Command {
  const command = new Command("trained-on")
    .description("Say whether a picture, an address or a domain is in a dataset.")
    .argument("<dataset>", DATASET, notEmpty("a dataset"))
    .option("--image <file>", "a picture: by its file, by its looks and by its embedding", notEmpty("a picture"))
    .option("--url <address>", "the address of a picture", notEmpty("an address"))
    .option("--domain <name>", "a domain, with those below it", notEmpty("a domain"))
    .option("-n, --count <n>", "how many matches to show", wholeNumber(1), 10)
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything")
        .choices(["text", "json"])
        .default("text"),
    );
  return withModelOptions(command)
    .addHelpText(
      "after",
      `
The same file, address and domain are certain. Looks and embedding give a probability, which is calibrated on the drawings of the tiny
world: yes from 0.95 on, no below 0.05. “No” means that nothing was found, and isn't a proof.
${exitCodesHelp}

Examples:
  alt2img dataset trained-on dataset --image mine.jpg
  alt2img dataset trained-on dataset --domain artist.example`,
    )
    .action(async (source: string, flags: TrainedOnFlags) =>
      (await import("../dataset/run-trained-on.js")).runTrainedOn(source, flags),
    );
}

function optOutCommand(): Command {
  const list = (flags: string, what: string, one: string): Option => new Option(flags, what).argParser(collected(one));
  return new Command("optout")
    .description(
      "Add domains, addresses and pictures to an opt-out list, which --opt-out of build and filter respects.",
    )
    .argument("<list>", "the file of the list; it is made if it isn't there", outputName("a file name"))
    .addOption(list("--domain <name>", "a domain, with those below it; you can repeat it", "a domain"))
    .addOption(list("--image <address>", "the address of a picture; you can repeat it", "an address"))
    .addOption(list("--picture <file>", "a picture, wherever it is found; you can repeat it", "a picture"))
    .action(async (path: string, flags: OptOutFlags) =>
      (await import("../dataset/run-opt-out.js")).runOptOut(path, flags),
    );
}

function buildCommand(): Command {
  const command = new Command("build")
    .description("Make a dataset of crawl files or pairs: measure, filter, and store it so that it can be searched.")
    .argument(
      "<input...>",
      "WARC, WAT, HTML or pair files; - reads their names from standard input",
      collected("a file name"),
    )
    .requiredOption("-o, --out <folder>", "the folder of the dataset", outputName("a folder name"))
    .option(
      "--images <from>",
      "where the pictures are: crawl (in the WARC files), web (fetched), or a folder with host and path",
      notEmpty("crawl, web or a folder"),
    )
    .option(
      "--allow-loopback",
      "with --images web: asks servers on this machine, too, such as one with a copy of the pictures",
    )
    .option("--clip <model>", `scores the pairs; ${modelHelp}`, notEmpty("a model"))
    .addOption(variantOption())
    .addOption(deviceOption())
    .option("-b, --batch-size <n>", "how many pictures go through the model at once", wholeNumber(1, 4096), 8)
    .option("-q, --quiet", "show no progress and no summary, only errors");
  optionNeeds(optionNeeds(command, "variant", "--clip"), "device", "--clip");
  optionNeeds(command, "allow-loopback", "--images web");
  return withRules(command)
    .addHelpText(
      "after",
      `
The folder gets manifest.json and Parquet files with the pairs that all rules keep; rejected/, the others with rule and reason;
measured/, all pairs whose pictures were looked at, with sizes, hashes, embeddings and scores: alt2img dataset filter
measured/*.parquet tries other thresholds without measuring again. An interrupted run continues with the same command; each input
is in the dataset as a whole or not at all. Fetching (--images web) respects robots.txt and opt-out headers, and never asks
private addresses; --allow-loopback allows this machine's own.
${FUNNEL_HELP}

Examples:
  alt2img dataset build crawl.warc.gz --out dataset --images crawl --clip tiny --preset laion400m --rule min-file-size=100
  alt2img dataset build pairs.parquet --out dataset --images web --clip Xenova/clip-vit-base-patch32 --preset laion5b-en`,
    )
    .action(async (names: string[], flags: BuildFlags) =>
      (await import("../dataset/run-build.js")).runBuild(names, flags),
    );
}

const DATASET = "the dataset's folder or its URL, or one Parquet file";

function infoCommand(): Command {
  return new Command("info")
    .description("Say what is in a dataset, how it was made, and how often the values of a column occur.")
    .argument("<dataset>", DATASET, notEmpty("a dataset"))
    .addOption(
      new Option("--facet <column>", "count this column's values, such as domain; you can repeat it").argParser(
        collected("a column"),
      ),
    )
    .option("--top <n>", "how many values to list", wholeNumber(1), 10)
    .addOption(
      new Option("-f, --format <format>", "table: for people; json: everything")
        .choices(["table", "json"])
        .default("table"),
    )
    .action(async (source: string, flags: InfoFlags) =>
      (await import("../dataset/run-info.js")).runDatasetInfo(source, flags),
    );
}

function sampleCommand(): Command {
  const command = new Command("sample")
    .description("Draw random rows; the same seed draws the same ones.")
    .argument("<dataset>", DATASET, notEmpty("a dataset"))
    .option("--seed <n>", "a whole number", wholeNumber(0), 0);
  return withRows(command).action(async (source: string, flags: SampleFlags) =>
    (await import("../dataset/run-sample.js")).runDatasetSample(source, flags),
  );
}

function searchCommand(): Command {
  const command = new Command("search")
    .description("Find rows by words, or by what their pictures show.")
    .argument("<dataset>", DATASET, notEmpty("a dataset"))
    .option("--words <query>", 'texts with all of these words; "in quotes" is a phrase', notEmpty("words"))
    .option("-t, --text <text>", "pictures that are like this text, by the model", notEmpty("a text"))
    .option("--image <file>", "pictures that are like this one, by the model", notEmpty("a picture"))
    .option("--like <row>", "pictures that are like that of this row, by its number", wholeNumber(0))
    .option("--column <name>", "which embeddings to compare", notEmpty("a column"), "image_embedding")
    .option("--dedupe <cosine>", "leave out pictures that are so like a better one", cosine);
  return withModelOptions(withRows(command))
    .addHelpText(
      "after",
      `
The model must be the one that made the embeddings: manifest.json and the column model name it.
${exitCodesHelp}

Examples:
  alt2img dataset search dataset --words "red apple"
  alt2img dataset search dataset --text "a red apple" --where LANGUAGE=en --where "similarity>=0.3"
  alt2img dataset search dataset --like 12 --dedupe 0.96`,
    )
    .action(async (source: string, flags: SearchFlags) =>
      (await import("../dataset/run-search.js")).runDatasetSearch(source, flags),
    );
}

function exportCommand(): Command {
  return new Command("export")
    .description(
      "Write a dataset as one file: .parquet, .csv without embeddings and pictures, or .jsonl as alt2img pairs writes it.",
    )
    .argument("<dataset>", DATASET, notEmpty("a dataset"))
    .requiredOption("-o, --out <file>", "the file to write", outputName("a file name"))
    .addOption(whereOption())
    .option("-q, --quiet", "show no progress")
    .action(async (source: string, flags: ExportFlags) =>
      (await import("../dataset/run-export.js")).runDatasetExport(source, flags),
    );
}

const whereOption = (): Option =>
  new Option(
    "--where <condition>",
    "only rows that meet it, such as similarity>=0.3 or LANGUAGE=en,de; you can repeat it",
  ).argParser(whereList);

const withRows = (command: Command): Command =>
  command
    .option("-n, --count <n>", "how many rows", wholeNumber(1), 10)
    .addOption(whereOption())
    .addOption(
      new Option("-f, --format <format>", "text: for people; jsonl, csv: all columns but embeddings")
        .choices(["text", "jsonl", "csv"] satisfies RowFormat[])
        .default("text" satisfies RowFormat),
    );

function filterCommand(): Command {
  const command = new Command("filter")
    .description("Keep the pairs that pass the rules, and say why the others don't.")
    .argument("<file...>", "files of pairs; - is standard input", collected("a file name"))
    .option("-o, --out <file>", "where to write the kept pairs; - is standard output", outputName("a file name"), "-")
    .addOption(
      new Option("-f, --format <format>", "default: from the name of --out, otherwise jsonl").choices([
        "jsonl",
        "parquet",
      ] satisfies PairsFormat[]),
    )
    .option(
      "--rejected <file>",
      "write the other pairs as JSON Lines, with rule, reason, value and threshold",
      outputName("a file name"),
    )
    .option("-q, --quiet", "show no progress and no summary, only errors");
  return withRules(command)
    .addHelpText(
      "after",
      `${FUNNEL_HELP}

Examples:
  alt2img dataset filter pairs.parquet --preset cc2dataset --out kept.parquet --rejected rejected.jsonl
  alt2img dataset filter embedded.parquet --rule min-similarity=0.28 --rule dedupe=url-text > kept.jsonl
  zcat pairs.jsonl.gz | alt2img dataset filter - --rule min-text-length=5 | wc -l`,
    )
    .action(async (names: string[], flags: FilterFlags) =>
      (await import("../dataset/run-filter.js")).runFilter(names, flags),
    );
}

function reportCommand(): Command {
  const command = new Command("report")
    .description("Count what each rule leaves out, show pairs on each side of it, and say who disappears.")
    .argument("<file...>", "files of pairs; - is standard input", collected("a file name"))
    .option("--terms <list>", "also by these words in the texts, separated by commas", termList)
    .option("--examples <n>", "how many pairs to show on each side of a rule", wholeNumber(0, 1000), 3)
    .option("--top <n>", "how many groups to show, the largest first", wholeNumber(1), 10)
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("-q, --quiet", "show no progress");
  return withRules(command)
    .addHelpText(
      "after",
      `${FUNNEL_HELP}

Examples:
  alt2img dataset report embedded.parquet --preset laion400m --if-missing keep
  alt2img dataset report pairs.jsonl --rule language=english --terms woman,man,nurse,engineer`,
    )
    .action(async (names: string[], flags: FunnelReportFlags) =>
      (await import("../dataset/run-funnel-report.js")).runFunnelReport(names, flags),
    );
}

const withRules = (command: Command): Command =>
  command
    .addOption(
      new Option("--preset <name>", "the rules of a published dataset").choices(
        Object.keys(funnelPresets) satisfies string[] as FunnelPresetName[],
      ),
    )
    .addOption(new Option("--rule <name=value>", "a rule; you can repeat it").argParser(ruleList))
    .option("--opt-out <list>", "leave out what is on this list: see alt2img dataset optout", notEmpty("a file name"))
    .addOption(
      new Option("--if-missing <what>", "what happens to a pair without the value that a rule needs")
        .choices(["fail", "keep", "reject"] satisfies IfMissing[])
        .default("fail" satisfies IfMissing),
    );

function termList(text: string): string[] {
  return text
    .split(",")
    .map((term) => term.trim())
    .filter((term) => term !== "");
}
