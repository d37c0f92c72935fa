import type { OnDiagnostic } from "@alt2img/core";
import { encodingOfLabel } from "@alt2img/core/url";
import { legacyHookDecode } from "@exodus/bytes/encoding-browser.js";
import { type HtmlSource, textSource } from "../html/html-source.js";
import { charsetParameter, type EncodingSource, type SniffedEncoding, sniffEncoding } from "./sniff-encoding.js";
import { utf8Source } from "./utf8-source.js";

export type DecodedHtml = { text: string; charset: string; source: EncodingSource };

export type DecodeOptions = {
  /** The HTTP header. */
  contentType?: string | undefined;
  onDiagnostic?: OnDiagnostic | undefined;
  /** The page's URL, for diagnostics. */
  url?: string;
};

/**
 * Decodes a page's bytes from the encoding that `sniffEncoding` finds, without the byte order mark. Invalid bytes
 * become U+FFFD. A `charset` that names no encoding is reported as `alt-text/encoding`.
 */
export function decodeHtml(bytes: Uint8Array, options: DecodeOptions = {}): DecodedHtml {
  const { encoding, source } = reportedEncoding(bytes, options);
  return { text: legacyHookDecode(bytes, encoding), charset: encoding, source };
}

/** A page to read, from text or from bytes like `decodeHtml`'s. Bytes that can be searched without decoding aren't decoded. */
export function htmlSource(
  html: string | Uint8Array,
  options: DecodeOptions,
): { source: HtmlSource; charset: string | undefined } {
  if (typeof html === "string") return { source: textSource(html), charset: undefined };
  const sniffed = reportedEncoding(html, options);
  const source = sniffed.encoding === "utf-8" ? utf8Source(html) : undefined;
  if (source !== undefined) return { source, charset: "utf-8" };
  return { source: textSource(legacyHookDecode(html, sniffed.encoding)), charset: sniffed.encoding };
}

function reportedEncoding(bytes: Uint8Array, options: DecodeOptions): SniffedEncoding {
  const { contentType } = options;
  const declared = charsetParameter(contentType);
  if (declared !== undefined && encodingOfLabel(declared) === undefined) {
    report(
      options,
      `The Content-Type says charset=${declared.slice(0, 60)}, which isn't a known encoding. It was ignored.`,
    );
  }
  return sniffEncoding(bytes, { contentType });
}

function report({ onDiagnostic, url }: DecodeOptions, message: string): void {
  onDiagnostic?.({ code: "alt-text/encoding", message, ...(url === undefined ? {} : { url }) });
}
