import { Command, Option } from "commander";
import type { GenerateFlags } from "../diffusion/flags.js";
import { diffusionModelHelp, generateHelp } from "../diffusion/model-help.js";
import { schedules } from "../diffusion/schedules.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { finiteNumber, notEmpty, outputName, pixelSize, wholeNumber } from "../option-parsers.js";

const HELP = `
The same seed gives the same picture. The PNG says in its text "parameters" how it was made, as other programs write it.

Brackets are weights: (red) is 1.1 times as strong, (red:1.3) 1.3 times, [red] 1.1 times weaker. Write \\( and \\) for brackets, or
use --literal.
${generateHelp}
${exitCodesHelp}

Examples:
  alt2img generate "red heart"
  alt2img generate "(yellow:1.4) sunflower" --strip steps.png --attention words.png
  alt2img generate "blue car" --seed 7 --negative "wheels" --out car.png
  alt2img generate "a lighthouse" --model ./stable-diffusion-onnx --steps 30 --guidance 7.5`;

/** `alt2img generate`: a picture for a prompt. */
export function generateCommand(): Command {
  return new Command("generate")
    .description("Draw a picture for a prompt, with a Stable Diffusion.")
    .argument("<prompt>", "what to draw")
    .option("-m, --model <model>", diffusionModelHelp, notEmpty("a model"), "tiny")
    .addOption(deviceOption())
    .option("--steps <number>", "how often noise is removed", wholeNumber(1, 1000), 20)
    .option(
      "--guidance <scale>",
      "how far to exaggerate what the prompt changes; 1 is not at all (default: 2.5 for tiny, otherwise 7.5)",
      finiteNumber,
    )
    .option("--negative <prompt>", "what to lead away from", "")
    .option("--seed <number>", "which noise to begin with", wholeNumber(0), 0)
    .option(
      "--sampler <name>",
      "such as euler, ddim or dpmpp_2m (default: what the model's scheduler says)",
      notEmpty("a sampler"),
    )
    .addOption(
      new Option(
        "--schedule <name>",
        "how the noise levels are spread, or which timesteps are used (default: what the model's scheduler says)",
      ).choices(Object.keys(schedules)),
    )
    .option("--size <pixels>", "width and height, such as 768x512 (default: the model's own)", pixelSize)
    .option("--literal", "take brackets in the prompts as text, not as weights")
    .option("-o, --out <file>", "the PNG to write (default: named after the prompt)", outputName("a file name"))
    .option("--strip <file>", "a PNG of the picture that the model guessed in each step", outputName("a file name"))
    .option("--attention <file>", "a PNG of where each word was attended to", outputName("a file name"))
    .addHelpText("after", HELP)
    .action(async (prompt: string, flags: GenerateFlags) =>
      (await import("../diffusion/run-generate.js")).runGenerate(prompt, flags),
    );
}
