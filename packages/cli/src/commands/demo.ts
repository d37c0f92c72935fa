import { Command, Option } from "commander";
import { clipHelp, modelHelp, variantOption } from "../clip/model-options.js";
import type { DemoFlags } from "../demo/flags.js";
import { diffusionModelHelp } from "../diffusion/model-help.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { notEmpty, outputName, wholeNumber } from "../option-parsers.js";

/** Seeds that follow one another have to be different numbers. */
const MOST = 2 ** 32 - 1;

const HELP = `
It goes through a crawl's alt texts and their faults, the image–text pairs, the concepts they name, CLIP's scores, LAION's rules, a
dataset, a search in it, a picture from a prompt, what that was trained on, and what changes with other data. With the tiny world,
everything is offline once it is installed. The folder gets
  report.html                 everything on one page that loads nothing
  alt-text.json, concepts.json, scores.json, search.json, drawing.json, trained-on.json, twins.json
  pairs.jsonl, pairs.parquet  the image–text pairs
  pictures, measured          the pictures of the crawl; all pairs with sizes, embeddings and scores
  dataset                     the pairs that LAION's rules keep, and in rejected the others, for alt2img dataset
  drawing*.png, twins.png     what was drawn
  demo.json                   what is finished

An interrupted run continues with the same command. With other options, the stages that depend on them are done again. What can
only be known of the tiny world is left out for other crawls and models, and a sentence says why.
${clipHelp}
${exitCodesHelp}

Examples:
  alt2img demo
  alt2img demo --prompt "red apple" --seed 7
  alt2img demo --crawl CC-MAIN-….warc.gz --clip Xenova/clip-vit-base-patch32 --diffusion ./stable-diffusion-onnx --out real`;

/** `alt2img demo`: the whole chain, from a crawl to pictures and their biases. */
export function demoCommand(): Command {
  return new Command("demo")
    .description(
      "Run the whole chain, from a crawl's alt texts to a picture and its bias, and report on it in one page.",
    )
    .option("-p, --prompt <text>", "what to look for, and to draw", notEmpty("a prompt"), "flower")
    .option(
      "--crawl <file>",
      "tiny (the tiny crawl, of which everything is known), a WARC or WAT file, or its web address",
      notEmpty("a crawl file"),
      "tiny",
    )
    .option("--clip <model>", `scores the pairs; ${modelHelp}`, notEmpty("a model"), "tiny")
    .addOption(variantOption())
    .addOption(
      new Option("--diffusion, --model <model>", `draws the picture; ${diffusionModelHelp}`)
        .argParser(notEmpty("a model"))
        .default("tiny"),
    )
    .addOption(deviceOption())
    .option(
      "--seed <number>",
      "which noise to begin with; the same one gives the same pictures",
      wholeNumber(0, MOST),
      1,
    )
    .option("-o, --out <folder>", "the folder to write to", outputName("a folder name"), "out")
    .option("--fresh", "do everything again, whatever is finished")
    .option("-q, --quiet", "print errors only")
    .addHelpText("after", HELP)
    .action(async (flags: DemoFlags) => (await import("../demo/run-demo.js")).runDemo(flags));
}
