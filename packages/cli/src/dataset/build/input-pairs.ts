import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Alt2imgError, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import { openCrawlFile, type PairRecipe, pairsFromCrawlFile } from "@alt2img/dataset";
import { readPairs } from "../../clip/embed-inputs.js";
import { reasonOfUnreadable } from "../../system-error.js";

/** Whether an input has pairs, by its name; all others are crawl files or pages. */
export const isPairFile = (name: string): boolean => /\.(?:(?:jsonl|ndjson)(?:\.gz)?|parquet)$/i.test(name);

/**
 * The pairs of a file of pairs, or of a WARC, WAT or HTML file.
 *
 * @throws Alt2imgError `cli/input` for a file that can't be read; what the readers throw
 */
export async function* inputPairs(
  name: string,
  recipe: PairRecipe,
  options: { signal: AbortSignal; onDiagnostic: OnDiagnostic },
): AsyncGenerator<ImageTextPair, void, undefined> {
  if (isPairFile(name)) return yield* readPairs(name, options);
  try {
    const file = await openCrawlFile(createReadStream(name)).catch((error: unknown) =>
      Promise.reject(about(name, error)),
    );
    yield* pairsFromCrawlFile(file, pathToFileURL(resolve(name)).href, { recipe, filename: name, ...options });
  } catch (error) {
    if (error instanceof Alt2imgError || options.signal.aborted) throw error;
    throw new Alt2imgError("cli/input", `Cannot read ${name}: ${reasonOfUnreadable(name, error)}`, { cause: error });
  }
}

/** With the name of the file, of which there may be many. */
const about = (name: string, error: unknown): unknown =>
  error instanceof Alt2imgError ? new Alt2imgError(error.code, `${name}: ${error.message}`, { cause: error }) : error;
