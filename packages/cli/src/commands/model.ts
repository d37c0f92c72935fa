import { Command, Option } from "commander";
import type { ModelFetchFlags, ModelInfoFlags, ModelVerifyFlags, TableFormat } from "../clip/flags.js";
import { clipHelp, deviceOption, modelHelp, variantOption } from "../clip/model-options.js";
import { exitCodesHelp } from "../exit-code.js";
import { notEmpty } from "../option-parsers.js";

const HELP = `
info lists what a model is: its family, the sizes of its pictures and texts, its variants and files. fetch downloads what is
needed to run it, after which no network is needed. verify checks its files, its tokens for known texts, its numbers, which
activation it computes, and its embeddings against stored ones; the exit status is 3 if something is wrong.
${clipHelp}
${exitCodesHelp}

Examples:
  alt2img model info tiny
  alt2img model fetch Xenova/clip-vit-base-patch32 --variant fp16
  alt2img model verify ./clip-vit-base-patch32 --embeddings reference.json`;

/** `alt2img model`: what a CLIP is, getting it, and whether it is what it should be. */
export function modelCommand(): Command {
  return new Command("model")
    .description("Describe, fetch or verify a CLIP or SigLIP.")
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
    );
}

const formatOption = (): Option =>
  new Option("-f, --format <format>", "table: for people; json: for programs")
    .choices(["table", "json"] satisfies TableFormat[])
    .default("table" satisfies TableFormat);
