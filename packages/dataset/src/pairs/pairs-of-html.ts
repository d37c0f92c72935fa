import { type AltText, extractPage, optOutSignals, scanAltTexts } from "@alt2img/alt-text";
import type { Diagnostic, ImageTextPair, OnDiagnostic } from "@alt2img/core";
import { htmlImage } from "./html-image.js";
import { optOutList } from "./opt-out.js";
import type { PairCounts } from "./pair-counts.js";
import type { CheckedRules } from "./pair-options.js";
import { type ImageReader, pairsOfPage } from "./pairs-of-page.js";

/** An HTML page as it came, and where it was found. */
export type HtmlPage = {
  html: string | Uint8Array;
  url: string;
  contentType?: string | undefined;
  headers: readonly (readonly [name: string, value: string])[];
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
  const { url } = found;
  const onDiagnostic = (diagnostic: Diagnostic): void => report(located(diagnostic, found));
  if (rules.altOnly) {
    const { images, imageCount, metas } = scanAltTexts(html, { url, contentType, onDiagnostic });
    const optOut = optOutList(optOutSignals({ metas, links: [] }, headers));
    return pairsOfPage({ ...found, images, imageCount, optOut }, scannedImage, rules, counts);
  }
  const page = extractPage(html, {
    url,
    contextLength: 0,
    ...(contentType === undefined ? {} : { contentType }),
    onDiagnostic,
  });
  const optOut = optOutList(optOutSignals(page, headers));
  return pairsOfPage({ ...found, images: page.images, optOut }, htmlImage, rules, counts);
}

const scannedImage: ImageReader<AltText> = {
  url: ({ url }) => url,
  text: ({ alt }) => alt,
  size: (image) => image,
  givesViews: true,
};

function located(diagnostic: Diagnostic, { filename, offset }: Pick<HtmlPage, "filename" | "offset">): Diagnostic {
  return {
    ...diagnostic,
    ...(filename === undefined ? {} : { filename }),
    ...(offset === undefined ? {} : { offset }),
  };
}
