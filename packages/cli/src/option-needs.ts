import { Alt2imgError } from "@alt2img/core";
import type { Command } from "commander";

/**
 * Makes a command refuse an option that does nothing without another one.
 *
 * @param option its long name, without dashes
 * @param needed what has to be set, as you write it on the command line: `"--tree"`, `"--format table"`
 * @throws Alt2imgError `cli/usage` when the command runs
 */
export function optionNeeds(command: Command, option: string, needed: string): Command {
  const [flag = "", value] = needed.split(" ");
  const attribute = (name: string): string =>
    name.replace(/^--/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return command.hook("preAction", () => {
    if (command.getOptionValueSource(attribute(option)) !== "cli") return;
    const found: unknown = command.getOptionValue(attribute(flag));
    if (value === undefined ? found !== undefined && found !== false : found === value) return;
    const message = `--${option} does nothing without ${needed}. Add ${needed}, or leave --${option} out.`;
    throw new Alt2imgError("cli/usage", message);
  });
}
