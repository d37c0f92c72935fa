import { type FunnelPresetName, funnelPresets, type IfMissing } from "@alt2img/dataset/funnel";
import { Command, Option } from "commander";
import { ruleHelp, ruleList } from "../dataset/rule-option.js";
import type { FilterFlags } from "../dataset/run-filter.js";
import type { FunnelReportFlags } from "../dataset/run-funnel-report.js";
import { exitCodesHelp } from "../exit-code.js";
import { collected, outputName, wholeNumber } from "../option-parsers.js";
import type { PairsFormat } from "../pairs/messages.js";

const presetHelp = Object.entries(funnelPresets)
  .map(([name, { title }]) => `  ${name.padEnd(16)} ${title}`)
  .join("\n");

const FUNNEL_HELP = `
The files are those of alt2img pairs and alt2img embed (.jsonl, .jsonl.gz, .parquet); - reads pairs from standard input, JSON on
each line. Scores, sizes and hashes are read from the columns of the pairs. A rule of --rule takes the place of the one in the
preset that measures the same.

Presets:
${presetHelp}

Rules:
${ruleHelp}
${exitCodesHelp}`;

/** `alt2img dataset`: from pairs to a dataset like LAION's. */
export function datasetCommand(): Command {
  return new Command("dataset")
    .description("Filter pairs as LAION did, and see who disappears.")
    .addCommand(filterCommand())
    .addCommand(reportCommand());
}

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
