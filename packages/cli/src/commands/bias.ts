import { Command, Option } from "commander";
import { namedList, namedLists, numberList } from "../bias/named-list.js";
import type { GridFlags } from "../bias/run-grid.js";
import type { WeatFlags } from "../bias/run-weat.js";
import { clipHelp, withModelOptions } from "../clip/model-options.js";
import { diffusionModelHelp, generateHelp } from "../diffusion/model-help.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { collected, notEmpty, outputName, wholeNumber } from "../option-parsers.js";

/** `alt2img bias`: from a suspicion to a measurement. */
export function biasCommand(): Command {
  return new Command("bias")
    .description("Measure bias: what an embedding model holds close together, and what a model draws.")
    .addCommand(weatCommand())
    .addCommand(gridCommand());
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
    .option("--seeds <n>", "how many pictures of each: the seeds from 0", wholeNumber(1), 10)
    .option("--steps <n>", "how often noise is removed", wholeNumber(1, 1000), 20)
    .addOption(deviceOption())
    .option("-q, --quiet", "show no progress")
    .addHelpText("after", GRID_HELP)
    .action(async (flags: GridFlags) => (await import("../bias/run-grid.js")).runGrid(flags));
}
