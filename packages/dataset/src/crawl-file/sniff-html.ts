import { looksLikeHtml } from "@alt2img/core";

/** How much of a file to look at. */
const SNIFFED_BYTES = 64 * 1024;

/** Control characters that text doesn't contain: https://mimesniff.spec.whatwg.org/#binary-data-byte */
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/;

/** `{{` and `[%` open templates, so JSON is recognized by what follows the bracket. */
const JSON_START = /^\s*(?:\{\s*["}]|\[\s*(?:["{[\]\d-]|true|false|null))/;

/**
 * Whether a file that isn't a crawl file may be an HTML page: it starts like HTML, whatever bytes follow, or it is text with
 * a tag in it, so that fragments count too.
 */
export function mayBeHtml(head: Uint8Array): boolean {
  if (looksLikeHtml(head)) return true;
  if (describeBytes(head) !== undefined) return false;
  const text = decode(head);
  return !BINARY.test(text) && /<[a-z!?]/i.test(text);
}

function decode(head: Uint8Array): string {
  const [first, second] = head;
  const utf16 =
    first === 0xfe && second === 0xff ? "utf-16be" : first === 0xff && second === 0xfe ? "utf-16le" : undefined;
  return new TextDecoder(utf16 ?? "latin1").decode(head.subarray(0, SNIFFED_BYTES));
}

const SIGNATURES: readonly (readonly [start: RegExp, name: string])[] = [
  [/^%PDF-/, "a PDF"],
  [/^PK\u0003\u0004/, "a ZIP archive (or an office document)"],
  [/^PAR1/, "Parquet"],
  [/^(?:\u0089PNG|GIF8|\u00ff\u00d8\u00ff|RIFF....WEBP|....ftypavif)/s, "an image"],
  [/^SQLite format 3/, "a SQLite database"],
  [
    /^(?:BZh|\u00fd7zXZ|7z\u00bc\u00af)/,
    "a compressed file in an unsupported format (only gzip and zstd are supported)",
  ],
  [/^[a-z0-9.,:-]+\)\S* \d{14} \{/, "a CDXJ index of a crawl file"],
  [/^\u001f\u008b\u0008/, "a gzip file inside a gzip file; unpack it once"],
  [JSON_START, "JSON"],
];

/** What the bytes look like, for a message; `undefined` if they look like nothing known. */
export function describeBytes(head: Uint8Array): string | undefined {
  // Not by a TextDecoder, whose “latin1” is windows-1252.
  const text = String.fromCharCode(...head.subarray(0, 1024));
  return SIGNATURES.find(([start]) => start.test(text))?.[1];
}
