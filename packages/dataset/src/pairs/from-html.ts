import type { ResponseHeaders } from "@alt2img/alt-text";
import { countDiagnostic, type Diagnostic, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import { emptyPairCounts, type PairCounts } from "./pair-counts.js";
import { checkRules, type PairRules } from "./pair-options.js";
import { pairsOfHtml } from "./pairs-of-html.js";

export type HtmlPairOptions = PairRules & {
  /** Absolute URL of the page. Its relative URLs are relative to it, unless it has a `base`. */
  url: string;
  /** Headers of the HTTP response: `Content-Type` says the encoding, `X-Robots-Tag` and `TDM-Reservation` opt out. */
  headers?: ResponseHeaders | undefined;
  /** The file in which the page was found, for the pairs. */
  filename?: string | undefined;
  /** Where the page starts in the file, in bytes. */
  offset?: number | undefined;
  /** How long it is in the file, in bytes. */
  length?: number | undefined;
  /** What is met is added to these, in place: the sum over many pages. */
  counts?: PairCounts | undefined;
  /** Told of what is broken in the page (`alt-text/…`). */
  onDiagnostic?: OnDiagnostic | undefined;
};

/**
 * The image–text pairs of one HTML page, in the order of its images. Only images with an http(s) URL make pairs.
 *
 * @param html decoded text, or bytes in any encoding
 * @throws Alt2imgError `alt-text/page-url` when `url` is not absolute; `dataset/text-source`, `dataset/min-text-length`
 */
export function pairsFromHtml(html: string | Uint8Array, options: HtmlPairOptions): ImageTextPair[] {
  const { url, headers = [], filename, offset, length, counts = emptyPairCounts(), onDiagnostic } = options;
  const report = (diagnostic: Diagnostic): void => {
    countDiagnostic(counts.diagnostics, diagnostic);
    onDiagnostic?.(diagnostic);
  };
  const fields = [...headerFields(headers)];
  const contentType = fields.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const page = { html, url, contentType, headers: fields, filename, offset, length };
  return pairsOfHtml(page, checkRules(options), counts, report);
}

function* headerFields(headers: ResponseHeaders): Generator<readonly [name: string, value: string]> {
  if (Symbol.iterator in headers) {
    yield* headers;
    return;
  }
  for (const [name, values = []] of Object.entries(headers)) {
    for (const value of [values].flat()) yield [name, value];
  }
}
