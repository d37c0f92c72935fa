import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { formatCount } from "@alt2img/core";

/** The names of files without repetitions, even if a file is named again by another path or link. */
export async function* eachFileOnce(
  names: AsyncIterable<string>,
  onRepeated: (name: string) => void,
): AsyncGenerator<string, void, undefined> {
  const seen = new Set<string>();
  for await (const name of names) {
    // A pipe, or a file that doesn't exist, has no real path.
    const path = await realpath(name).catch(() => resolve(name));
    if (seen.has(path)) onRepeated(name);
    else {
      seen.add(path);
      yield name;
    }
  }
}

/** How many names a message lists at most. */
const MOST_NAMED = 5;

/** The message about names that were skipped; `undefined` if there were none. */
export function describeRepeated(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const others = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  return `Ignored ${formatCount(names.length, "duplicate input")}: ${names.slice(0, MOST_NAMED).join(", ")}${others}.`;
}
