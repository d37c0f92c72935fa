import { fileURLToPath } from "node:url";
import { Alt2imgError } from "@alt2img/core";

/**
 * The path of an input that is given as a `file:` URL; any other name is returned as it is.
 *
 * @throws Alt2imgError `cli/usage` for a `file:` URL that doesn't name a file on this machine
 */
export function localPath(name: string): string {
  if (!/^file:/i.test(name)) return name;
  try {
    return fileURLToPath(name);
  } catch (cause) {
    const message = `${name} doesn't name a file on this machine. Write file:///home/me/page.html, or just the path.`;
    throw new Alt2imgError("cli/usage", message, { cause });
  }
}
