import { Alt2imgError, type ByteSource, type Diagnostic, type OnDiagnostic } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";
import { type Counted, counted } from "../counted.js";
import type { Capture } from "./capture.js";
import { type ParseCdxOptions, parseCdxHeader, parseCdxLine } from "./parse-cdx-line.js";

/** What `readCdxj` takes. */
export type ReadCdxjOptions = {
  /** Stops reading; the loop throws the signal's reason. */
  signal?: AbortSignal;
  onDiagnostic?: OnDiagnostic;
  /** The file's name, for diagnostics. */
  filename?: string;
  /** Throws an error instead of reporting the first diagnostic. */
  strict?: boolean;
};

/**
 * The captures of an index file, in order: CDXJ, or CDX in columns with or without its ` CDX …` header line; plain, or
 * compressed with gzip or zstd. Empty lines and CDXJ's metadata lines (`!meta …`) are skipped.
 *
 * Diagnostics, with the line number: `crawl/cdx-line` for a line that isn't CDX or CDXJ, `crawl/cdx-field` for a
 * numeric field that isn't a number.
 *
 * @throws Alt2imgError `crawl/line-too-long`, and the codes of damage to a compressed file
 */
export function readCdxj(source: ByteSource, options: ReadCdxjOptions = {}): Counted<Capture> {
  return counted((report) => readCaptures(source, options, report), options.onDiagnostic);
}

async function* readCaptures(
  source: ByteSource,
  { signal, filename, strict = false }: ReadCdxjOptions,
  report: (diagnostic: Diagnostic) => void,
): AsyncGenerator<Capture, void, undefined> {
  const options: ParseCdxOptions = {
    onDiagnostic: ({ code, message }) => {
      if (strict) throw new Alt2imgError(code, message);
      report({ code, message, line: number, ...(filename === undefined ? {} : { filename }) });
    },
  };
  let number = 0;
  for await (const line of readLines(source, { signal })) {
    number++;
    const header = parseCdxHeader(line);
    if (header !== undefined) {
      options.columns = header;
      continue;
    }
    if (line.startsWith("!") || line.trim() === "") continue;
    let capture: Capture;
    try {
      capture = parseCdxLine(line, options);
    } catch (error) {
      if (strict || !(error instanceof Alt2imgError)) throw error;
      options.onDiagnostic?.(error);
      continue;
    }
    yield capture;
  }
}
