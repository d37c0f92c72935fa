import {
  Alt2imgError,
  countDiagnostic,
  type Diagnostic,
  type DiagnosticCounts,
  type ImageTextPair,
  type OnDiagnostic,
  type OnProgress,
} from "@alt2img/core";
import { readOnce } from "./read-once.js";

/** The options of `readJsonl` and `readParquet`. */
export type ReadPairsOptions = {
  /** The file's name, for diagnostics and errors. */
  filename?: string | undefined;
  /** Throws an `Alt2imgError` with the diagnostic's code at the first line or row that isn't a pair, instead of continuing. */
  strict?: boolean | undefined;
  /** Called for each line or row that isn't a pair, which is skipped. */
  onDiagnostic?: OnDiagnostic | undefined;
  /** Stage `"read"`: of JSON Lines in bytes, of Parquet in pairs. */
  onProgress?: OnProgress | undefined;
  /** Stops reading between two lines or row groups; the loop throws the signal's reason. */
  signal?: AbortSignal | undefined;
};

/** The pairs of a file, in their order. You can loop over them once; a second loop throws `dataset/read-twice`. */
export type PairReader = AsyncIterable<ImageTextPair> & {
  /** How many diagnostics of each code there have been so far. */
  readonly diagnosticCounts: DiagnosticCounts;
};

/** What is wrong with a line or row. */
export type Problem = {
  code: string;
  /** `"line 3"`. */
  place: string;
  /** After the place and a colon. */
  message: string;
  line?: number;
};

/** A reader of the pairs that `read` yields; it passes on what `read` reports. */
export function pairReader(
  { filename, strict = false, onDiagnostic }: ReadPairsOptions,
  read: (report: (problem: Problem) => void) => AsyncGenerator<ImageTextPair, void, undefined>,
): PairReader {
  const diagnosticCounts: DiagnosticCounts = {};
  const report = ({ code, place, message: what, line }: Problem): void => {
    const where =
      filename === undefined ? place.replace(/^./, (letter) => letter.toUpperCase()) : `${filename}, ${place}`;
    const message = `${where}: ${what}`;
    if (strict) throw new Alt2imgError(code, message);
    const diagnostic: Diagnostic = { code, message };
    if (line !== undefined) diagnostic.line = line;
    if (filename !== undefined) diagnostic.filename = filename;
    countDiagnostic(diagnosticCounts, diagnostic);
    onDiagnostic?.(diagnostic);
  };
  return Object.assign(readOnce(read(report)), { diagnosticCounts });
}
