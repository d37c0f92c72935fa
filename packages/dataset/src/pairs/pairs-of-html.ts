import { extractPage, optOutSignals } from "@alt2img/alt-text";
import type { ImageTextPair, OnDiagnostic } from "@alt2img/core";
import { htmlImage } from "./html-image.js";
import { optOutList } from "./opt-out.js";
import type { PairCounts } from "./pair-counts.js";
import type { CheckedRules } from "./pair-options.js";
import { pairsOfPage } from "./pairs-of-page.js";

/** An HTML page as it came, and where it was found. */
export type HtmlPage = {
  html: string | Uint8Array;
  url: string;
  contentType: string | undefined;
  headers: Iterable<readonly [name: string, value: string]>;
  filename?: string | undefined;
  offset?: number | undefined;
  length?: number | undefined;
};

/** @throws Alt2imgError `alt-text/page-url` */
export function pairsOfHtml(
  { html, contentType, headers, ...found }: HtmlPage,
  rules: CheckedRules,
  counts: PairCounts,
  report: OnDiagnostic,
): ImageTextPair[] {
  const { url, filename, offset } = found;
  const page = extractPage(html, {
    url,
    contextLength: 0,
    ...(contentType === undefined ? {} : { contentType }),
    onDiagnostic: (diagnostic) =>
      report({
        ...diagnostic,
        ...(filename === undefined ? {} : { filename }),
        ...(offset === undefined ? {} : { offset }),
      }),
  });
  const optOut = optOutList(optOutSignals(page, headers));
  return pairsOfPage({ ...found, images: page.images, optOut }, htmlImage, rules, counts);
}
