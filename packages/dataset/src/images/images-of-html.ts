import { extractPage, optOutSignals, scanAltTexts } from "@alt2img/alt-text";
import type { Diagnostic, OnDiagnostic, RecordLocation, ResponseHeaders } from "@alt2img/core";
import { listOptOut } from "../opt-out/list-opt-out.js";
import type { CheckedRecipe } from "../rules/recipe.js";
import { imagesOfPage } from "./images-of-page.js";
import type { PageImages } from "./page-images.js";

/** An HTML page as it was received, and where it was found. */
export type HtmlPage = {
  html: string | Uint8Array;
  url: string;
  /** Instead of the headers' `Content-Type`. */
  contentType?: string | undefined;
  headers: ResponseHeaders;
  location: RecordLocation;
  truncated?: boolean | undefined;
};

/**
 * The images of an HTML page. If you only want `alt` texts, the rest of the page isn't analysed, which takes a fraction of
 * the time.
 *
 * @throws Alt2imgError `alt-text/page-url`
 */
export function imagesOfHtml(
  { html, url, contentType, headers, location, truncated }: HtmlPage,
  { sources, altOnly }: CheckedRecipe,
  report: OnDiagnostic,
): PageImages {
  const onDiagnostic = (diagnostic: Diagnostic): void => report({ ...diagnostic, ...placeOf(location) });
  let found: PageImages;
  if (altOnly) {
    const { images, imageCount, metas } = scanAltTexts(html, { url, contentType, onDiagnostic });
    const optOut = listOptOut(optOutSignals({ metas, links: [] }, headers));
    found = { url, sources, images, imageCount, optOut, location };
  } else {
    const type = contentType === undefined ? {} : { contentType };
    const page = extractPage(html, { url, headers, ...type, contextLength: 0, onDiagnostic });
    found = imagesOfPage(page, { sources, headers, location });
  }
  if (truncated) found.truncated = true;
  return found;
}

function placeOf({ filename, offset }: RecordLocation): Pick<RecordLocation, "filename" | "offset"> {
  return { ...(filename === undefined ? {} : { filename }), ...(offset === undefined ? {} : { offset }) };
}
