/** A problem in an input that didn't stop the rest of the stream: what it was, and where. Plain data. */
export type Diagnostic = {
  /** Stable, for programs: `"<package>/<what-is-wrong>"`. */
  code: string;
  /** For people: what was found, what was expected, and what happened to it. */
  message: string;
  /** The file, as the caller named it. */
  filename?: string;
  /** In bytes from the start of the file as stored (compressed). */
  offset?: number;
  /** The `WARC-Record-ID`. */
  recordId?: string;
  /** The page or image that it is about. */
  url?: string;
  /** Line in a text file, from 1. */
  line?: number;
};

/** The option `onDiagnostic` of calls that continue after bad input. It must not throw. */
export type OnDiagnostic = (diagnostic: Diagnostic) => void;

/** How many diagnostics there were of each code. */
export type DiagnosticCounts = Record<string, number>;

/** Adds one to the count of a diagnostic's code, in place. */
export function countDiagnostic(counts: DiagnosticCounts, { code }: Pick<Diagnostic, "code">): void {
  counts[code] = (counts[code] ?? 0) + 1;
}
