import {
  Alt2imgError,
  countDiagnostic,
  type Diagnostic,
  type DiagnosticCounts,
  type OnDiagnostic,
} from "@alt2img/core";

/**
 * Items of a stream that survives bad input: what went wrong is counted, also when nobody listens. It can be read once;
 * a second loop throws `crawl/read-twice`.
 */
export type Counted<T> = AsyncIterable<T> & {
  /** How many diagnostics there were of each code, up to where the reading has come. */
  readonly diagnosticCounts: DiagnosticCounts;
};

/** A stream whose items `items` makes, telling `report` what it had to leave out. */
export function counted<T>(
  items: (report: (diagnostic: Diagnostic) => void) => AsyncGenerator<T, void, undefined>,
  onDiagnostic: OnDiagnostic | undefined,
): Counted<T> {
  const diagnosticCounts: DiagnosticCounts = {};
  const iterator = items((diagnostic) => {
    countDiagnostic(diagnosticCounts, diagnostic);
    onDiagnostic?.(diagnostic);
  });
  let isTaken = false;
  return {
    diagnosticCounts,
    [Symbol.asyncIterator]() {
      // A source may be a stream: it cannot start again, and an empty second reading would pass for an empty file.
      if (isTaken)
        throw new Alt2imgError(
          "crawl/read-twice",
          "This stream has been read already, and it can be read only once. Call the function that made it again.",
        );
      isTaken = true;
      return iterator;
    },
  };
}
