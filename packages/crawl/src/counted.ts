import { countDiagnostic, type Diagnostic, type DiagnosticCounts, type OnDiagnostic } from "@alt2img/core";

/** Items of a stream that survives bad input: what went wrong is counted, also when nobody listens. */
export type Counted<T> = AsyncIterable<T> & {
  /** How many diagnostics there were of each code, up to where the reading has come. */
  readonly diagnosticCounts: DiagnosticCounts;
};

/** A stream whose items `items` makes, telling `report` what it had to leave out. It can be read once. */
export function counted<T>(
  items: (report: (diagnostic: Diagnostic) => void) => AsyncGenerator<T, void, undefined>,
  onDiagnostic: OnDiagnostic | undefined,
): Counted<T> {
  const diagnosticCounts: DiagnosticCounts = {};
  const iterator = items((diagnostic) => {
    countDiagnostic(diagnosticCounts, diagnostic);
    onDiagnostic?.(diagnostic);
  });
  return { diagnosticCounts, [Symbol.asyncIterator]: () => iterator };
}
