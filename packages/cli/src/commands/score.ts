import { Command, Option } from "commander";
import type { ResultFormat, ScoreFlags } from "../clip/flags.js";
import { clipHelp, withModelOptions } from "../clip/model-options.js";
import { exitCodesHelp } from "../exit-code.js";
import { optionNeeds } from "../option-needs.js";
import { collected, notEmpty } from "../option-parsers.js";

const HELP = `
A picture is a file (JPEG, PNG, WebP, AVIF, GIF, BMP), a web address that begins with http:// or https://, or - for standard
input. A cosine is between -1 and 1; the logit is what the model itself makes of it. Neither is a percentage, and only scores
of the same model can be compared: --explain says what one means.
${clipHelp}
${exitCodesHelp}

Examples:
  alt2img score apple.png --text "a red apple" --text "a fire engine"
  alt2img score photos/*.jpg --text "a dog" --format csv > scores.csv
  alt2img score apple.png --text "a red apple" --explain --out map.png`;

/** `alt2img score`: how well pictures and texts belong together. */
export function scoreCommand(): Command {
  const command = new Command("score")
    .description("Score how well pictures and texts belong together, with CLIP, and say what a score means.")
    .argument("<image...>", "picture files, web addresses, or - for standard input", collected("a file name"))
    .requiredOption("-t, --text <text>", "a text; repeat it for several", collected("a text"))
    .option("--explain", "say what each score means: against other pairs, word by word, and where in the picture")
    .option(
      "--baseline <file>",
      "compare with other pairs' scores that alt2img model baseline has measured",
      notEmpty("a file name"),
    )
    .option("-o, --out <file>", "write the map of --explain as a PNG", notEmpty("a file name"))
    .addOption(
      new Option("-f, --format <format>", "text: for people; json: everything; csv: a line for each picture and text")
        .choices(["text", "json", "csv"] satisfies ResultFormat[])
        .default("text" satisfies ResultFormat),
    );
  withModelOptions(command)
    .addHelpText("after", HELP)
    .action(async (names: string[], flags: ScoreFlags) =>
      (await import("../clip/run-score.js")).runScore(names, flags),
    );
  optionNeeds(command, "baseline", "--explain");
  return optionNeeds(command, "out", "--explain");
}
