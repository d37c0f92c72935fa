import { Alt2imgError } from "@alt2img/core";
import type { IliMap } from "./parse-princeton-files.js";

/**
 * A map of the ILI project from Princeton's ids to ILI: lines of `i46360`, a tab and `02084071-n`. Where two ILI stand
 * for one synset, the first one counts.
 *
 * @throws Alt2imgError `wordnet/ili-map` with the line that is something else
 * @see https://github.com/globalwordnet/cili
 */
export function parseIliMap(text: string): IliMap {
  const map = new Map<string, number>();
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line === "") continue;
    const match = /^i(\d+)\t(\d{8}-[nvasr])$/.exec(line);
    if (match === null) {
      throw new Alt2imgError("wordnet/ili-map", `Line ${i + 1} is “${line.slice(0, 40)}”, not ILI, tab and synset id.`);
    }
    if (!map.has(match[2]!)) map.set(match[2]!, Number(match[1]));
  }
  return map;
}
