import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { formatCount } from "@alt2img/core";

/** Names of files, each file once, by whatever path or link it is named again. */
export async function* eachFileOnce(
  names: AsyncIterable<string>,
  onRepeated: (name: string) => void,
): AsyncGenerator<string, void, undefined> {
  const seen = new Set<string>();
  for await (const name of names) {
    // A pipe or a file that is not there has no real path.
    const path = await realpath(name).catch(() => resolve(name));
    if (seen.has(path)) onRepeated(name);
    else {
      seen.add(path);
      yield name;
    }
  }
}

/** At most this many are named. */
const MOST_NAMED = 5;

/** What to tell the user about names that were skipped; `undefined` where every name was new. */
export function describeRepeated(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return `Ignored ${formatCount(names.length, "duplicate input")}: ${names.slice(0, MOST_NAMED).join(", ")}${others}.`;
}
