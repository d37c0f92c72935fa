import type { OnDiagnostic } from "@alt2img/core";
import { type HtmlSource, textSource } from "../html/html-source.js";
import { encodingOfLabel } from "./label.js";
import { charsetParameter, type EncodingSource, type SniffedEncoding, sniffEncoding } from "./sniff-encoding.js";
import { utf8Source } from "./utf8-source.js";
import { WINDOWS_1252_C1 } from "./windows-1252.js";

/** What 0xA0 to 0xFF stand for in ISO-8859-16. */
const ISO_8859_16 =
  "\xa0ĄąŁ€„Š§š©Ș«Ź\xadźŻ°±ČłŽ”¶·žčș»ŒœŸżÀÁÂĂÄĆÆÇÈÉÊËÌÍÎÏĐŃÒÓÔŐÖŚŰÙÚÛÜĘȚßàáâăäćæçèéêëìíîïđńòóôőöśűùúûüęțÿ";

export type DecodedHtml = { text: string; charset: string; source: EncodingSource };

export type DecodeOptions = {
  /** The HTTP header. */
  contentType?: string | undefined;
  onDiagnostic?: OnDiagnostic | undefined;
  /** The page, for diagnostics. */
  url?: string;
};

/**
 * The text of a page given as bytes, in the encoding that `sniffEncoding` finds; a byte order mark is taken off, and
 * what is not valid in the encoding becomes U+FFFD. An encoding that the platform's `TextDecoder` does not know is
 * reported as `alt-text/encoding`, and the page is read as windows-1252.
 */
export function decodeHtml(bytes: Uint8Array, options: DecodeOptions = {}): DecodedHtml {
  return decode(bytes, reportedEncoding(bytes, options), options);
}

/** A page to be read, given as text or as `decodeHtml` takes it: what can be searched before it is decoded is not. */
export function htmlSource(
  html: string | Uint8Array,
  options: DecodeOptions,
): { source: HtmlSource; charset: string | undefined } {
  if (typeof html === "string") return { source: textSource(html), charset: undefined };
  const sniffed = reportedEncoding(html, options);
  const source = sniffed.encoding === "utf-8" ? utf8Source(html) : undefined;
  if (source !== undefined) return { source, charset: "utf-8" };
  const { text, charset } = decode(html, sniffed, options);
  return { source: textSource(text), charset };
}

function reportedEncoding(bytes: Uint8Array, options: DecodeOptions): SniffedEncoding {
  const { contentType } = options;
  const declared = charsetParameter(contentType);
  if (declared !== undefined && encodingOfLabel(declared) === undefined) {
    report(
      options,
      `The Content-Type says charset=${declared.slice(0, 60)}, which is no encoding; it was not followed.`,
    );
  }
  return sniffEncoding(bytes, { contentType });
}

function decode(bytes: Uint8Array, { encoding, source }: SniffedEncoding, options: DecodeOptions): DecodedHtml {
  try {
    return { text: decodeAs(encoding, bytes), charset: encoding, source };
  } catch {
    report(options, `The page is in ${encoding}, which this platform cannot decode; it was read as windows-1252.`);
    return { text: decodeAs("windows-1252", bytes), charset: "windows-1252", source: "default" };
  }
}

function report({ onDiagnostic, url }: DecodeOptions, message: string): void {
  onDiagnostic?.({ code: "alt-text/encoding", message, ...(url === undefined ? {} : { url }) });
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  // https://encoding.spec.whatwg.org/#replacement
  if (encoding === "replacement") return bytes.length === 0 ? "" : "\uFFFD";
  if (encoding === "x-user-defined") return latin1(bytes).replace(/[\x80-\xff]/g, (char) => shift(char, 0xf700));
  if (encoding === "iso-8859-16")
    return latin1(bytes).replace(/[\xa0-\xff]/g, (char) => ISO_8859_16[code(char) - 0xa0]!);
  const text = new TextDecoder(encoding).decode(bytes);
  // Some releases of Node leave 0x80 to 0x9F as control characters.
  return encoding === "windows-1252"
    ? text.replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252_C1[code(char) - 0x80]!)
    : text;
}

const code = (char: string): number => char.charCodeAt(0);
const shift = (char: string, by: number): string => String.fromCharCode(code(char) + by);

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return text;
}
