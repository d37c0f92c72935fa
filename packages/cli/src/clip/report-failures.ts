import { formatCount } from "@alt2img/core";
import { exitCodes } from "../exit-code.js";
import { printable } from "../printable.js";
import { pictureName } from "./embed-pictures.js";

/** Says which pictures couldn't be read, and how many; the exit status becomes 3 if there were any. */
export function reportFailures(
  pictures: readonly { readonly name: string; readonly failure?: string | undefined }[],
  print: (line: string) => void,
): void {
  const failed = pictures.filter(({ failure }) => failure !== undefined);
  for (const { name, failure } of failed) print(printable(`alt2img: ${pictureName(name)}: ${failure}`));
  if (failed.length === 0) return;
  if (pictures.length > 1) print(`${failed.length} of ${formatCount(pictures.length, "picture")} couldn't be read.`);
  process.exitCode = exitCodes.input;
}
