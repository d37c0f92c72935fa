import { Command } from "commander";
import { altCommand } from "./commands/alt.js";
import { pairsCommand } from "./commands/pairs.js";
import { reportCommand } from "./commands/report.js";
import { synsetCommand } from "./commands/synset.js";
import { tinyCommand } from "./commands/tiny.js";
import { wordnetCommand } from "./commands/wordnet.js";
import { exitCodesHelp } from "./exit-code.js";
import { helpCommand } from "./help-command.js";
import { readVersion } from "./version.js";

/**
 * The whole command line. A command is a file in `commands/` that makes a commander `Command`; it is listed here.
 * It throws a `CommanderError` where commander would end the process.
 */
export function createProgram(): Command {
  const program = new Command("alt2img")
    .description("From the alt text of web pages to image–text pairs.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "alt2img: ")) })
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
  }
  setUp(program, "alt2img");
  return program;
}

/** Settings for every command. Commander copies them to commands that it creates itself, but not to those that are added. */
function setUp(command: Command, call: string): void {
  command.showHelpAfterError(`See ${call} --help.`);
  if (command.commands.length === 0) return;
  command.helpCommand(false).addCommand(helpCommand(command));
  for (const each of command.commands) {
    each.copyInheritedSettings(command);
    setUp(each, `${call} ${each.name()}`);
  }
}
