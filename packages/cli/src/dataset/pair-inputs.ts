import type { ImageTextPair, OnDiagnostic } from "@alt2img/core";
import { Alt2imgError } from "@alt2img/core";
import { readJsonl } from "@alt2img/dataset";
import { readPairs } from "../clip/embed-inputs.js";
import { localPath } from "../input/local-path.js";
import { isPairFile } from "./build/input-pairs.js";

/**
 * The pairs of all files, in their order; `-` stands for JSON Lines on standard input, a pair on each line.
 *
 * @throws Alt2imgError `cli/usage` for standard input that is named twice; `cli/input` for a file that can't be read
 */
export async function* pairsOf(
  names: readonly string[],
  options: { signal: AbortSignal; onDiagnostic: OnDiagnostic },
): AsyncGenerator<ImageTextPair, void, undefined> {
  for (const name of names) {
    if (name === "-") yield* readJsonl(process.stdin, { filename: "standard input", ...options });
    else yield* readPairs(localPath(name), options);
  }
}

/** @throws Alt2imgError `cli/usage` */
export function checkPairInputs(names: readonly string[]): void {
  if (names.filter((name) => name === "-").length > 1) {
    throw new Alt2imgError("cli/usage", "Standard input (-) can be read only once. Name it once.");
  }
  const other = names.find((name) => name !== "-" && !isPairFile(name));
  if (other === undefined) return;
  throw new Alt2imgError(
    "cli/usage",
    `${other} isn't a file of pairs by its name (.jsonl, .jsonl.gz, .parquet). Make pairs of crawl files with alt2img pairs.`,
  );
}
