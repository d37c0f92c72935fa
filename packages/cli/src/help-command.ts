import { Command } from "commander";

/** `help [command...]` of a command that has subcommands. Commander's own shows the general help for an unknown command. */
export function helpCommand(parent: Command): Command {
  return new Command("help")
    .description("Show the help of a command.")
    .argument("[command...]", "its name, such as pairs")
    .helpOption(false)
    .action((names: string[]) => {
      let found = parent;
      for (const name of names) {
        const next = found.commands.find((command) => command.name() === name);
        if (next === undefined) return found.error(`error: unknown command '${name}'`);
        found = next;
      }
      found.help();
    });
}
