import { extractMimeType } from "@alt2img/core";
import { encodingOfLabel } from "@alt2img/core/url";
import { prescanMeta } from "./meta-prescan.js";
import { isValidUtf8 } from "./utf8-source.js";

/** How many bytes the standard looks at before it begins to parse. */
const PRESCAN_BYTES = 1024;
/** A parser that finds a later `meta` starts again with its encoding; no head is longer than this. */
const LATE_META_BYTES = 65_536;

/**
 * How a page's encoding was found: its byte order mark, the HTTP header, a `meta` element (or XML declaration), or,
 * without any of these, `utf-8` if its bytes are valid UTF-8 and `windows-1252` if not.
 */
export type EncodingSource = "bom" | "http" | "meta" | "default";
export type SniffedEncoding = { encoding: string; source: EncodingSource };

export type SniffOptions = {
  /** The HTTP header, such as `text/html; charset=utf-8`; several lines joined by commas. */
  contentType?: string | undefined;
  /** For pages that declare no encoding and aren't UTF-8. Default `windows-1252`, which you may replace to suit a locale. */
  fallback?: string;
};

/**
 * The encoding of a page, as browsers determine it.
 * @returns the encoding's name as `TextDecoder` gives it
 * @see https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
 */
export function sniffEncoding(
  bytes: Uint8Array,
  { contentType, fallback = "windows-1252" }: SniffOptions = {},
): SniffedEncoding {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return { encoding: marked, source: "bom" };
  const declared = encodingOfLabel(charsetParameter(contentType) ?? "");
  if (declared !== undefined) return { encoding: declared, source: "http" };
  const meta = prescanMeta(bytes.subarray(0, PRESCAN_BYTES)) ?? prescanMeta(bytes.subarray(0, LATE_META_BYTES));
  if (meta !== undefined) return { encoding: meta, source: "meta" };
  return { encoding: isUtf8(bytes) ? "utf-8" : fallback, source: "default" };
}

/** The `charset` of a `Content-Type`, as written; `undefined` if the type is invalid, since browsers then ignore it entirely. */
export function charsetParameter(contentType: string | undefined): string | undefined {
  return extractMimeType(contentType === undefined ? [] : [contentType])?.parameters.get("charset") || undefined;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  if (isValidUtf8(bytes)) return true;
  try {
    // As a stream: a page that is cut off inside a character is still UTF-8 if it has others.
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const text = decoder.decode(bytes, { stream: true });
    return bytes.length === 0 || bytes.at(-1)! < 0x80 || /[^\0-\x7f]/.test(text);
  } catch {
    return false;
  }
}
