import { Command, Option } from "commander";
import type { GenerateFlags } from "../diffusion/flags.js";
import { diffusionModelHelp, generateHelp } from "../diffusion/model-help.js";
import { schedules } from "../diffusion/schedules.js";
import { exitCodesHelp } from "../exit-code.js";
import { deviceOption } from "../models/device-option.js";
import { optionNeeds } from "../option-needs.js";
import { finiteNumber, notEmpty, outputName, pixelSize, share, wholeNumber } from "../option-parsers.js";

const HELP = `
The same seed gives the same picture. The PNG says in its text "parameters" how it was made, as other programs write it.

Brackets are weights: (red) is 1.1 times as strong, (red:1.3) 1.3 times, [red] 1.1 times weaker. Write \\( and \\) for brackets, or
use --literal.
${generateHelp}
${exitCodesHelp}

Examples:
  alt2img generate "red heart"
  alt2img generate "(yellow:1.4) sunflower" --strip steps.png --attention words.png
  alt2img generate "yellow sunflower" --model lcm
  alt2img generate "blue car" --seed 7 --negative "wheels" --out car.png
  alt2img generate "a lighthouse" --model ./stable-diffusion-onnx --steps 30 --guidance 7.5
  alt2img generate "green heart" --init red-heart.png --strength 0.95 --guidance 4`;

/** `alt2img generate`: a picture for a prompt. */
export function generateCommand(): Command {
  const command = new Command("generate")
    .description("Draw a picture for a prompt, with a Stable Diffusion.")
    .argument("<prompt>", "what to draw")
    .option("-m, --model <model>", diffusionModelHelp, notEmpty("a model"), "tiny")
    .addOption(deviceOption())
    .option("--steps <number>", "how often noise is removed (default: 4 for lcm, otherwise 20)", wholeNumber(1, 1000))
    .option(
      "--guidance <scale>",
      "how far to exaggerate what the prompt changes; 1 is not at all (default: 2.5 for tiny and twin, 1 for lcm, otherwise what is usual for the kind of model, such as 7.5)",
      finiteNumber,
    )
    .option("--negative <prompt>", "what to lead away from, if the guidance is above 1", "")
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
    .option(
      "--init <picture>",
      "a picture to start from, a file or a web address: image to image",
      notEmpty("a picture"),
    )
    .option(
      "--strength <share>",
      "how much of that picture to change, from 0 to 1 (default: 0.8, or 1 with --mask)",
      share,
    )
    .option("--mask <picture>", "draws only where this picture is white, and keeps the rest", notEmpty("a picture"))
    .option("--literal", "take brackets in the prompts as text, not as weights")
    .option("--tiling", "draw a tile: a picture that continues at its opposite edges")
    .option("-o, --out <file>", "the PNG to write (default: named after the prompt)", outputName("a file name"))
    .option("--strip <file>", "a PNG of the picture that the model guessed in each step", outputName("a file name"))
    .option("--attention <file>", "a PNG of where each word was attended to", outputName("a file name"))
    .addHelpText("after", HELP)
    .action(async (prompt: string, flags: GenerateFlags) =>
      (await import("../diffusion/run-generate.js")).runGenerate(prompt, flags),
    );
  optionNeeds(command, "strength", "--init");
  return optionNeeds(command, "mask", "--init");
}
