import { Command } from "commander";
import { altCommand } from "./commands/alt.js";
import { pairsCommand } from "./commands/pairs.js";
import { reportCommand } from "./commands/report.js";
import { synsetCommand } from "./commands/synset.js";
import { tinyCommand } from "./commands/tiny.js";
import { wordnetCommand } from "./commands/wordnet.js";
import { exitCodesHelp } from "./exit-code.js";
import { readVersion } from "./version.js";

/**
 * The whole command line. A command is a file in `commands/` that makes a commander `Command`; it is listed here.
 * Where commander would end the process, it throws a `CommanderError`.
 */
export function createProgram(): Command {
  const program = new Command("alt2img")
    .description("From the alt text of web pages to image–text pairs.")
    .version(readVersion())
    .exitOverride()
    .showHelpAfterError("(alt2img --help and alt2img COMMAND --help tell more)")
    .addHelpText("after", exitCodesHelp);
  for (const command of [
    altCommand(),
    pairsCommand(),
    reportCommand(),
    synsetCommand(),
    tinyCommand(),
    wordnetCommand(),
  ]) {
    program.addCommand(command);
    inheritSettings(command, program);
  }
  return program;
}

/** Commander copies settings to what it makes itself, not to what is added. */
function inheritSettings(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  for (const each of command.commands) inheritSettings(each, command);
}
