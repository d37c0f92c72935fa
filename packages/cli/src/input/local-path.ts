import { fileURLToPath } from "node:url";
import { Alt2imgError } from "@alt2img/core";

/**
 * The path of an input that is given as a `file:` URL; any other name as it is.
 *
 * @throws Alt2imgError `cli/usage` for a `file:` URL that names no file of this machine
 */
export function localPath(name: string): string {
  if (!/^file:/i.test(name)) return name;
  try {
    return fileURLToPath(name);
  } catch (cause) {
    const message = `${name} doesn't name a file of this machine. Write file:///home/me/page.html, or the path alone.`;
    throw new Alt2imgError("cli/usage", message, { cause });
  }
}
