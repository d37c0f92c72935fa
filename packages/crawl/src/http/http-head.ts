import { decodeText } from "../warc/decode-text.js";
import { parseHead } from "../warc/header-fields.js";
import type { HttpHead } from "../warc/record.js";
import type { RecordHead } from "../warc/record-head.js";

const HTTP_SLASH = [0x48, 0x54, 0x54, 0x50, 0x2f];
const STATUS_LINE = /^[A-Za-z]+(?:\/\d+(?:\.\d+)?)?[ \t]+(\d{3})(?!\d)/;
const REQUEST_LINE = /^([A-Za-z]+)[ \t]+\S/;

/**
 * Whether the block of a record is an HTTP message: it says so, or it is of a kind that holds one, says nothing else,
 * and begins like one (ARC records, some old WARCs).
 */
export function holdsHttpMessage({ format, type, headers }: RecordHead, block: Uint8Array): boolean {
  const contentType = format === "arc" ? undefined : headers.get("Content-Type");
  if (contentType !== undefined && contentType !== "") return /^application\/http\b/i.test(contentType);
  return (type === "response" || type === "revisit") && HTTP_SLASH.every((byte, i) => block[i] === byte);
}

/**
 * Parses the head of an HTTP message.
 * @see RFC 9112, §2, https://www.rfc-editor.org/rfc/rfc9112#section-2
 */
export function parseHttpHead(bytes: Uint8Array): HttpHead {
  const { startLine, headers } = parseHead(decodeText(bytes));
  const status = STATUS_LINE.exec(startLine)?.[1];
  if (status !== undefined) return { status: Number(status), startLine, headers };
  const method = REQUEST_LINE.exec(startLine)?.[1];
  return { ...(method === undefined ? {} : { method }), startLine, headers };
}
