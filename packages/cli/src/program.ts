import { Command } from "commander";
import { exitCodesHelp } from "./exit-code.js";
import { helpCommand } from "./help-command.js";
import { printable } from "./printable.js";
import { readVersion } from "./version.js";

/** Each command is a file in `commands/` that makes a commander `Command`. Add a new one here. */
const commands: Record<string, () => Promise<Command>> = {
  alt: async () => (await import("./commands/alt.js")).altCommand(),
  bias: async () => (await import("./commands/bias.js")).biasCommand(),
  classify: async () => (await import("./commands/classify.js")).classifyCommand(),
  dataset: async () => (await import("./commands/dataset.js")).datasetCommand(),
  demo: async () => (await import("./commands/demo.js")).demoCommand(),
  embed: async () => (await import("./commands/embed.js")).embedCommand(),
  generate: async () => (await import("./commands/generate.js")).generateCommand(),
  model: async () => (await import("./commands/model.js")).modelCommand(),
  pairs: async () => (await import("./commands/pairs.js")).pairsCommand(),
  report: async () => (await import("./commands/report.js")).reportCommand(),
  score: async () => (await import("./commands/score.js")).scoreCommand(),
  synset: async () => (await import("./commands/synset.js")).synsetCommand(),
  tiny: async () => (await import("./commands/tiny.js")).tinyCommand(),
  wordnet: async () => (await import("./commands/wordnet.js")).wordnetCommand(),
};

/**
 * The whole command line. It throws a `CommanderError` where commander would end the process.
 *
 * @param name the command that will run: then the program has that one alone, and only what it needs is loaded. Without a name,
 * or with an unknown one, the program has all commands
 */
export async function createProgram(name = ""): Promise<Command> {
  const program = new Command("alt2img")
    .description("From the alt text of web pages to image–text pairs, and to what CLIP makes of them.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(printable(text.replace(/^error: /, "alt2img: "))) })
    .addHelpText("after", exitCodesHelp);
  const makers = Object.hasOwn(commands, name) ? [commands[name]!] : Object.values(commands);
  for (const command of await Promise.all(makers.map((make) => make()))) program.addCommand(command);
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
