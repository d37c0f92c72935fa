import { countDiagnostic, type Diagnostic, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import { emptyPairCounts, type PairCounts } from "./pair-counts.js";

/** Pairs, one after the other, once. `counts` says at any time what has been met so far. */
export type PairStream = AsyncGenerator<ImageTextPair, void, undefined> & { readonly counts: Readonly<PairCounts> };

/** A stream of the pairs that `pages` makes page by page, with what it counts and reports on the way. */
export function pairStream(
  pages: (counts: PairCounts, report: OnDiagnostic) => AsyncGenerator<ImageTextPair[], void, undefined>,
  onDiagnostic: OnDiagnostic | undefined,
): PairStream {
  const counts = emptyPairCounts();
  const report = (diagnostic: Diagnostic): void => {
    countDiagnostic(counts.diagnostics, diagnostic);
    onDiagnostic?.(diagnostic);
  };
  return Object.assign(flatten(pages(counts, report)), { counts });
}

async function* flatten(pages: AsyncIterable<ImageTextPair[]>): AsyncGenerator<ImageTextPair, void, undefined> {
  for await (const pairs of pages) for (const pair of pairs) yield pair;
}
