import { Alt2imgError, headerValues, type OnDiagnostic, type ResponseHeaders } from "@alt2img/core";
import { assemblePage } from "./assemble-page.js";
import { htmlSource } from "./encoding/decode-html.js";
import type { ExtractedImage } from "./extracted-image.js";
import type { Page } from "./page.js";
import { PageReader } from "./page-reader.js";

export type ExtractOptions = {
  /** Absolute URL of the page. */
  url: string;
  /** The HTTP response's headers: `Content-Type` (the last valid one) decides the encoding, `Content-Language` is the fallback for the language. */
  headers?: ResponseHeaders;
  /** Replaces the headers' `Content-Type`. */
  contentType?: string;
  /** The maximum length of `textBefore` and `textAfter`, in UTF-16 code units; 200 by default. */
  contextLength?: number;
  onDiagnostic?: OnDiagnostic;
};

/**
 * Reads a page: its images with everything it says about them, and its metadata. It builds no DOM; scripts don't run,
 * so `noscript` is content. The contents of `template` aren't part of the page.
 *
 * Nothing in the page makes it throw. It reports `alt-text/url` (a URL that isn't valid, and is left out),
 * `alt-text/base-url`, `alt-text/json-ld` (JSON that can't be parsed) and `alt-text/encoding`.
 *
 * @param html decoded text, or bytes in any encoding (see `decodeHtml`)
 * @throws Alt2imgError `alt-text/html` for anything else; `alt-text/page-url` when `url` isn't absolute
 * @see https://html.spec.whatwg.org/multipage/parsing.html
 */
export function extractPage(html: string | Uint8Array, options: ExtractOptions): Page {
  checkHtml(html);
  // JavaScript callers may have left the options out.
  const { url, headers = [], contextLength = 200, onDiagnostic } = (options ?? {}) as ExtractOptions;
  if (!URL.canParse(url)) {
    throw new Alt2imgError(
      "alt-text/page-url",
      `The page's url is ${JSON.stringify(url)}; it must be an absolute URL, such as "https://example.org/page".`,
    );
  }
  const contentType = options.contentType ?? headerValues(headers, "Content-Type").join(", ");
  const { source, charset } = htmlSource(html, { contentType, onDiagnostic, url });
  const reader = new PageReader(source);
  reader.read();
  const page = assemblePage(reader, { url, charset, contextLength, onDiagnostic });
  const language = page.language ?? contentLanguage(page.metas, headers);
  if (language !== undefined) page.language = language;
  if (charset !== undefined) page.charset = charset;
  return page;
}

function checkHtml(html: unknown): void {
  if (typeof html === "string" || html instanceof Uint8Array) return;
  throw new Alt2imgError(
    "alt-text/html",
    "The page must be a string or a Uint8Array. Wrap an ArrayBuffer (new Uint8Array(buffer)), read a Blob first, and give streams to extractImagesFrom.",
  );
}

/** The images of a page: `extractPage(html, options).images`. */
export function extractImages(html: string | Uint8Array, options: ExtractOptions): ExtractedImage[] {
  return extractPage(html, options).images;
}

// https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-content-language
function contentLanguage(metas: Page["metas"], headers: ResponseHeaders): string | undefined {
  const declared =
    metas.find(({ name }) => name === "content-language")?.content ?? headerValues(headers, "Content-Language")[0];
  const language = declared?.trim();
  return language === undefined || language === "" || language.includes(",") ? undefined : language.split(/\s/)[0];
}
