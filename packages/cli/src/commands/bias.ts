import { Command, Option } from "commander";
import { namedList, namedLists, namedShare, numberList, termList } from "../bias/named-list.js";
import type { CaptionsFlags } from "../bias/run-captions.js";
import type { GridFlags } from "../bias/run-grid.js";
import type { BiasReportFlags } from "../bias/run-report.js";
import type { WeatFlags } from "../bias/run-weat.js";
import { clipHelp, withModelOptions } from "../clip/model-options.js";
import { diffusionModelHelp, generateHelp } from "../diffusion/model-help.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { optionNeeds } from "../option-needs.js";
import { collected, notEmpty, outputName, share, wholeNumber } from "../option-parsers.js";

/** `alt2img bias`: from a suspicion to a measurement. */
export function biasCommand(): Command {
  return new Command("bias")
    .description("Measure bias: what an embedding model holds close together, and what a model draws.")
    .addCommand(weatCommand())
    .addCommand(gridCommand())
    .addCommand(reportCommand())
    .addCommand(captionsCommand());
}

const REPORT_HELP = `
A zero-shot classifier decides which of the values each picture shows, and the shares are counted for each model and guidance. With
--labelled and --label, its error is measured on pictures whose values are known, taken out of the shares and put into their intervals.
The tiny CLIP has seen nearly all drawings of tiny in training, so its true error is probably larger; those of tiny-heldout it hasn't seen,
but they are few and show other things than occupations.

A classifier of people says what pictures resemble to one model: not what gender or ethnicity anybody has. A drawing has neither.
${clipHelp}
${exitCodesHelp}

Example, for a grid of alt2img bias grid:
  alt2img bias report grid --value woman --value man --template "an emoji of a {}" --labelled tiny --label gender --by profession`;

function reportCommand(): Command {
  const command = new Command("report")
    .description(
      "Estimate what share of a grid's pictures shows which value, with the classifier's own error in the intervals.",
    )
    .argument(
      "<grid>",
      "the dataset of alt2img bias grid, or one of the published Stable Bias sets with embeddings",
      notEmpty("a dataset"),
    )
    .requiredOption("--value <text>", "a value that pictures can show; repeat it for each", collected("a text"))
    .option("--template <text>", "a text with {} for the value; you can repeat it", collected("a text"))
    .option(
      "--labelled <dataset>",
      "pictures whose values are known: tiny (the tiny models' training set), tiny-heldout (of it, what no model was trained on), or a dataset",
      notEmpty("a dataset"),
    )
    .option("--label <column>", "the column that has their values", notEmpty("a column"))
    .option(
      "--threshold <share>",
      "leave pictures open for which the classifier is less sure, from 0 to 1, such as 0.9",
      share,
    )
    .option("--by <axis>", "give shares for each value of an axis, too", notEmpty("an axis"))
    .option(
      "--training <model: share>",
      "the first value's share in a model's training data, to compare with; repeat it",
      namedShare,
    )
    .option("--seed <n>", "a whole number; the same one gives the same intervals", wholeNumber(0), 0)
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("-q, --quiet", "show no progress");
  withModelOptions(command)
    .addHelpText("after", REPORT_HELP)
    .action(async (source: string, flags: BiasReportFlags) =>
      (await import("../bias/run-report.js")).runBiasReport(source, flags),
    );
  optionNeeds(command, "labelled", "--label");
  optionNeeds(command, "threshold", "--labelled");
  return optionNeeds(command, "label", "--labelled");
}

const CAPTIONS_HELP = `
The files are WARC, WAT and HTML files, or pairs of alt2img pairs (.jsonl, .jsonl.gz, .parquet); - reads pairs from standard input. With
--attribute, it counts which group goes with which attribute more often than by chance; without it, which words go with one of two groups
more than with the other. A caption with a woman and a nurse in it needn't call the woman a nurse.
${exitCodesHelp}

Examples:
  alt2img bias captions crawl.warc.gz --group "women: woman, women" --group "men: man, men" --attribute "nurse: nurse, nurses"
  alt2img bias captions pairs.parquet --group "women: woman, women" --group "men: man, men"`;

function captionsCommand(): Command {
  return new Command("captions")
    .description("Count which groups go with which words in captions, with intervals and corrected p-values.")
    .argument("<file...>", "WARC, WAT, HTML or pair files; - reads pairs from standard input", collected("a file name"))
    .requiredOption("--group <name: terms>", "the words and phrases that name a group; repeat it for each", termList)
    .option("--attribute <name: terms>", "such as an occupation's names; you can repeat it", termList)
    .option("-n, --words <n>", "how many words to show of each group, without --attribute", wholeNumber(1), 20)
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything")
        .choices(["text", "json"])
        .default("text"),
    )
    .option("-q, --quiet", "show no progress")
    .addHelpText("after", CAPTIONS_HELP)
    .action(async (names: string[], flags: CaptionsFlags) =>
      (await import("../bias/run-captions.js")).runCaptions(names, flags),
    );
}

const WEAT_HELP = `
Give two targets and two attributes, each as a name, a colon and a list. Texts are embedded as they are, or in each --template; an item
that is a picture's file name (.png, .jpg, …) is embedded as a picture (iEAT).

The effect size d is in standard deviations, at most about 2. The p-value says how often chance alone gives as much: it is small for a
large association, but also for many items. The second and third level (ML-EAT) show which target leans where.
${clipHelp}
${exitCodesHelp}

Example:
  alt2img bias weat --target "fruit: apple, pear, banana, grapes" --target "vehicles: car, bus, train, bicycle" \\
    --attribute "eating: food, meal, kitchen" --attribute "driving: road, traffic, transport" --template "a picture of {}"`;

function weatCommand(): Command {
  const command = new Command("weat")
    .description("Test which of two targets is closer to which of two attributes, with CLIP (WEAT, iEAT, ML-EAT).")
    .requiredOption("--target <name: items>", "X, and then Y", namedLists)
    .requiredOption("--attribute <name: items>", "A, and then B", namedLists)
    .option("--template <text>", "a sentence with {} for each text; you can repeat it", collected("a text"))
    .option(
      "--permutations <n>",
      "how many relabellings to draw if there are too many to count",
      wholeNumber(1),
      10_000,
    )
    .option("--seed <n>", "a whole number; the same one gives the same p-value", wholeNumber(0), 0)
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything")
        .choices(["text", "json"])
        .default("text"),
    );
  return withModelOptions(command)
    .addHelpText("after", WEAT_HELP)
    .action(async (flags: WeatFlags) => (await import("../bias/run-weat.js")).runWeat(flags));
}

const GRID_HELP = `
The prompt has {name} for each --axis, and a(n) for the article that fits. A picture is drawn for each model, each guidance and each
combination of the axes' values, with the same seeds for all. The folder becomes a dataset, as of alt2img dataset, with the pictures and
their embeddings by the tiny CLIP; a run that was broken off continues where it was.
${generateHelp}
${exitCodesHelp}

Example:
  alt2img bias grid --prompt "a(n) {adjective} {profession}" --axis "profession: doctor, firefighter" --axis "adjective: , happy" \\
    --model tiny --model twin --guidance 1,3,5 --seeds 20 --out grid`;

function gridCommand(): Command {
  return new Command("grid")
    .description("Draw a grid of pictures (professions × adjectives × models × guidance × seeds) into a dataset.")
    .requiredOption("--prompt <text>", "such as “a {profession}”", notEmpty("a text"))
    .requiredOption("--axis <name: values>", "the values of a name in the prompt; repeat it for each", namedList)
    .requiredOption("-o, --out <folder>", "the folder of the dataset", outputName("a folder"))
    .option("-m, --model <model>", `${diffusionModelHelp}; repeat it for several (default: tiny)`, collected("a model"))
    .option("--guidance <numbers>", "the guidance scales, such as 1,3,5 (default: the model's own)", numberList)
    .option("--seeds <n>", "how many pictures of each: the seeds from 0", wholeNumber(1, 1_000_000), 10)
    .option(
      "--steps <n>",
      "how often noise is removed (default: 4 if lcm is the only model, otherwise 20)",
      wholeNumber(1, 1000),
    )
    .addOption(deviceOption())
    .option("-q, --quiet", "show no progress")
    .addHelpText("after", GRID_HELP)
    .action(async (flags: GridFlags) => (await import("../bias/run-grid.js")).runGrid(flags));
}
