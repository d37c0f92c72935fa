import { Alt2imgError, type OnDiagnostic, type RandomAccessBytes } from "@alt2img/core";
import type { Capture } from "./capture.js";
import { keyRange, type MatchType } from "./key-range.js";
import { parseCdxHeader, parseCdxLine } from "./parse-cdx-line.js";
import { keyOf, linesFrom, STEP_BYTES } from "./sorted-lines.js";

/** What `searchCdxj` and `searchZipNum` take. */
export type SearchCdxjOptions = {
  /** Default `"exact"`. A `*` at the start or end of the URL (`*.example.org`, `example.org/a/*`) overrides it. */
  matchType?: MatchType;
  signal?: AbortSignal;
  /** Called for a numeric field of a matching line that isn't a number: `crawl/cdx-field`. */
  onDiagnostic?: OnDiagnostic;
};

/**
 * The captures of a URL, or of all URLs below one, in a sorted index file (CDXJ or CDX, not compressed). It reads about
 * log₂(size / 64 KiB) small parts of the file, and then the captures that match.
 *
 * @param file opened with `openFile` of `@alt2img/core/node`, or `openBlob` or `openUrl` of `@alt2img/core`
 * @throws Alt2imgError `crawl/cdx-line` for an invalid matching line; `crawl/cdx-columns` for a CDX file whose first
 *   column isn't the urlkey; `crawl/empty-url` and `crawl/match-type`; what `surt` and `file.slice` throw
 */
export async function* searchCdxj(
  file: RandomAccessBytes,
  url: string,
  { matchType = "exact", signal, onDiagnostic }: SearchCdxjOptions = {},
): AsyncGenerator<Capture, void, undefined> {
  signal?.throwIfAborted();
  const { start, end, matches } = keyRange(url, matchType);
  const columns = await readColumns(file, signal);
  const parseOptions = { ...(columns && { columns }), ...(onDiagnostic && { onDiagnostic }) };
  for await (const line of linesFrom(file, start, signal)) {
    const key = keyOf(line);
    if (key < start || line.startsWith("!") || line === "") continue;
    if (key >= end) return;
    if (matches(key)) yield parseCdxLine(line, parseOptions);
  }
}

async function readColumns(file: RandomAccessBytes, signal: AbortSignal | undefined): Promise<string[] | undefined> {
  const beginning = await file.slice(0, STEP_BYTES, { signal });
  const columns = parseCdxHeader(new TextDecoder().decode(beginning).split(/\r?\n/, 1)[0]!);
  if (columns !== undefined && columns[0] !== "N" && columns[0] !== "A") {
    throw new Alt2imgError(
      "crawl/cdx-columns",
      `The first column of the index is “${columns[0]}”, so it can't be searched. Use an index that is sorted by urlkey (“N”).`,
    );
  }
  return columns;
}
