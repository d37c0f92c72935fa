import { decodeText } from "./decode-text.js";
import { formatFields, parseHead } from "./header-fields.js";
import type { Headers } from "./record.js";

/**
 * Reads a block of type `application/warc-fields`, as in `warcinfo` and `metadata` records: named fields by the rules of a
 * WARC header.
 * @see WARC 1.1, §6.2 and §10.1.1, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#warcinfo
 */
export function parseWarcFields(block: Uint8Array | string): Headers {
  const text = typeof block === "string" ? block : decodeText(block);
  // The fields have no start line; put an empty one before them.
  return parseHead(`\r\n${text}`).headers;
}

/**
 * Writes fields as a block of type `application/warc-fields`.
 * @throws Alt2imgError `crawl/header-field` for a name or value that would break the lines
 */
export function formatWarcFields(fields: Iterable<readonly [name: string, value: string]>): Uint8Array {
  return new TextEncoder().encode(formatFields(fields));
}
