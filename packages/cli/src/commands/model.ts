import { Command, Option } from "commander";
import type {
  ModelBaselineFlags,
  ModelFetchFlags,
  ModelInfoFlags,
  ModelVerifyFlags,
  TableFormat,
} from "../clip/flags.js";
import { clipHelp, modelHelp, variantOption } from "../clip/model-options.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { notEmpty, outputName, wholeNumber } from "../option-parsers.js";

const HELP = `
info lists what a model is: its family, the sizes of its pictures and texts, its variants and files. fetch downloads what is
needed to run it, after which no network is needed. verify checks its files, its tokens for known texts, its numbers, which
activation it computes, and its embeddings against stored ones; the exit status is 3 if something is wrong.
baseline measures what the model's scores look like on pictures with their own text and with another picture's, and writes it as
JSON: alt2img score --explain --baseline FILE says with it how high a score is. The tiny CLIP's own comes with alt2img.
${clipHelp}
${exitCodesHelp}

Examples:
  alt2img model info tiny
  alt2img model fetch Xenova/clip-vit-base-patch32 --variant fp16
  alt2img model verify ./clip-vit-base-patch32 --embeddings reference.json
  alt2img model baseline ./clip-vit-base-patch32 --pairs photos --out baseline.json`;

/** `alt2img model`: what a CLIP is, getting it, and whether it is what it should be. */
export function modelCommand(): Command {
  return new Command("model")
    .description("Describe, fetch or verify a CLIP or SigLIP, or measure what its scores look like.")
    .addHelpText("after", HELP)
    .addCommand(
      new Command("info")
        .description("List what a model is: family, sizes, variants, files.")
        .argument("<model>", modelHelp, notEmpty("a model"))
        .addOption(formatOption())
        .action(async (name: string, flags: ModelInfoFlags) =>
          (await import("../clip/run-model-info.js")).runModelInfo(name, flags),
        ),
    )
    .addCommand(
      new Command("fetch")
        .description("Fetch a model into the cache, so that it runs without a network.")
        .argument("<model>", modelHelp, notEmpty("a model"))
        .addOption(variantOption())
        .action(async (name: string, flags: ModelFetchFlags) =>
          (await import("../clip/run-model-fetch.js")).runModelFetch(name, flags),
        ),
    )
    .addCommand(
      new Command("verify")
        .description("Check that a model is what it should be; exits with status 3 if it isn't.")
        .argument("<model>", modelHelp, notEmpty("a model"))
        .addOption(variantOption())
        .addOption(deviceOption())
        .option(
          "--embeddings <file>",
          "JSON with embeddings that the model must give, such as those of Python's transformers",
          notEmpty("a file name"),
        )
        .addOption(formatOption())
        .action(async (name: string, flags: ModelVerifyFlags) =>
          (await import("../clip/run-model-verify.js")).runModelVerify(name, flags),
        ),
    )
    .addCommand(
      new Command("baseline")
        .description("Measure the scores of many pairs, for alt2img score --explain --baseline.")
        .argument("<model>", modelHelp, notEmpty("a model"))
        .option(
          "--pairs <folder>",
          "pictures, each with a text file of the same name, such as cat.jpg and cat.txt (default: drawings of the tiny training set)",
          notEmpty("a folder"),
        )
        .option("--count <n>", "how many pairs at most", wholeNumber(2), 1000)
        .requiredOption("-o, --out <file>", "the JSON file to write", outputName("a file name"))
        .addOption(variantOption())
        .addOption(deviceOption())
        .action(async (name: string, flags: ModelBaselineFlags) =>
          (await import("../clip/run-model-baseline.js")).runModelBaseline(name, flags),
        ),
    );
}

const formatOption = (): Option =>
  new Option("-f, --format <format>", "table: for people; json: for programs")
    .choices(["table", "json"] satisfies TableFormat[])
    .default("table" satisfies TableFormat);
