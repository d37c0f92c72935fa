import type { ByteSource, ImageTextPair, OnDiagnostic } from "@alt2img/core";
import { asDiagnostic } from "./as-diagnostic.js";
import { htmlPagesFromWarc } from "./html-pages-from-warc.js";
import type { PairCounts } from "./pair-counts.js";
import { type CheckedRules, checkRules, type PairOptions } from "./pair-options.js";
import { type PairStream, pairStream } from "./pair-stream.js";
import { pairsOfHtml } from "./pairs-of-html.js";

/**
 * The image–text pairs of all HTML pages in a WARC or ARC file (see `htmlPagesFromWarc`), in their order, in constant
 * memory. `offset` and `length` of a pair are those of its page's record as stored (compressed), so that the page can be
 * fetched by range.
 *
 * What is broken is reported: a page that cannot be read loses its own pairs alone.
 *
 * @throws Alt2imgError `crawl/not-a-warc`; `dataset/text-source`, `dataset/min-text-length`
 */
export function pairsFromWarc(source: ByteSource, options: PairOptions = {}): PairStream {
  const rules = checkRules(options);
  return pairStream((counts, report) => readPages(source, options, rules, counts, report), options.onDiagnostic);
}

async function* readPages(
  source: ByteSource,
  { statuses, filename, signal, onProgress }: PairOptions,
  rules: CheckedRules,
  counts: PairCounts,
  report: OnDiagnostic,
): AsyncGenerator<ImageTextPair[], void, undefined> {
  const pages = htmlPagesFromWarc(source, {
    statuses,
    filename,
    signal,
    onDiagnostic: report,
    onProgress: onProgress && ((progress) => onProgress({ ...progress, stage: "pairs" })),
  });
  for await (const page of pages) {
    try {
      yield pairsOfHtml(page, rules, counts, report);
    } catch (error) {
      signal?.throwIfAborted();
      report(asDiagnostic(error, page));
    }
  }
}
