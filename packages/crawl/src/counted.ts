import {
  Alt2imgError,
  countDiagnostic,
  type Diagnostic,
  type DiagnosticCounts,
  type OnDiagnostic,
} from "@alt2img/core";

/**
 * The items of a stream that survives bad input. It counts its diagnostics even without `onDiagnostic`. You can read it
 * once; a second loop throws `crawl/read-twice`.
 */
export type Counted<T> = AsyncIterable<T> & {
  /** How many diagnostics of each code there have been so far. */
  readonly diagnosticCounts: DiagnosticCounts;
};

/** A stream of the items that `items` yields; it passes its diagnostics to `report`. */
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
      // A source may be a stream, which can't start again; the second loop would look like an empty file.
      if (isTaken)
        throw new Alt2imgError(
          "crawl/read-twice",
          "This stream has been read already; it can be read only once. To read again, call the function that returned it.",
        );
      isTaken = true;
      return iterator;
    },
  };
}
