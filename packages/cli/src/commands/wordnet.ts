import { Command } from "commander";
import { exitCodesHelp } from "../exit-code.js";
import { wordnetCompileCommand } from "./wordnet-compile.js";
import { wordnetDiffCommand } from "./wordnet-diff.js";
import { wordnetInfoCommand } from "./wordnet-info.js";

const HELP = `${exitCodesHelp}

Examples:
  alt2img wordnet info
  alt2img wordnet compile english-wordnet-2025.xml.gz --out oewn.bin
  alt2img wordnet diff 3.0 3.1`;

/** `alt2img wordnet`: commands for whole lexicons. */
export function wordnetCommand(): Command {
  const command = new Command("wordnet")
    .description("Compile a lexicon, count what it contains, or compare two.")
    .addHelpText("after", HELP);
  for (const each of [wordnetCompileCommand(), wordnetInfoCommand(), wordnetDiffCommand()]) command.addCommand(each);
  return command;
}
