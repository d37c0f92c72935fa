import { concatenate } from "@alt2img/core";
import { readWarc, type WarcRecord } from "@alt2img/crawl";
import { isRecordOf, type RecordRow } from "./record-row.js";
import type { OpenedWarc } from "./warc-source.js";

/** A header field as written. */
export type HeaderField = readonly [name: string, value: string];

/** A record's headers and the beginning of what it holds. Plain data. */
export type RecordPreview = {
  readonly headers: readonly HeaderField[];
  /** The head of its HTTP message. */
  readonly http?: { readonly startLine: string; readonly headers: readonly HeaderField[] };
  /** The beginning of its payload: as text, or in hexadecimal if it isn't text. */
  readonly text: string;
  readonly isText: boolean;
  /** Bytes of the payload that are shown. */
  readonly shown: number;
  /** Whether there are more. */
  readonly isCut: boolean;
};

const TEXT_BYTES = 4000;
const OTHER_BYTES = 256;

/**
 * Finds a record again and reads its beginning: where its row says, or, if records share a gzip member or the server sends
 * no parts, by going through the file.
 *
 * @param openAt opens the file from a place on
 */
export async function previewRecord(
  openAt: (at: number) => Promise<OpenedWarc>,
  row: RecordRow,
  options: { signal?: AbortSignal } = {},
): Promise<RecordPreview> {
  const { bytes, at } = await openAt(row.offset);
  const isFirst = at === row.offset;
  for await (const record of readWarc(bytes, { ...options, truncated: true, baseOffset: at })) {
    if (isRecordOf(row, record)) return preview(record);
    if (isFirst && record.offset !== row.offset) break;
  }
  let index = 0;
  for await (const record of readWarc((await openAt(0)).bytes, { ...options, truncated: true })) {
    if (index++ === row.index) return preview(record);
  }
  throw new Error(`The record at byte ${row.offset} isn't there any more.`);
}

async function preview(record: WarcRecord): Promise<RecordPreview> {
  const { http, headers } = record;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of record.payloadStream()) {
    // The reader may use its buffer again.
    chunks.push(chunk.slice(0, TEXT_BYTES + 1));
    length += chunk.length;
    if (length > TEXT_BYTES) break;
  }
  const start = concatenate(chunks);
  const isText = looksLikeText(start);
  const limit = isText ? TEXT_BYTES : OTHER_BYTES;
  const shown = start.subarray(0, limit);
  return {
    headers: headers.entries,
    ...(http === undefined ? {} : { http: { startLine: http.startLine, headers: http.headers.entries } }),
    text: isText ? decode(shown) : hexLines(shown),
    isText,
    shown: shown.length,
    isCut: start.length > limit,
  };
}

/** Control characters don't occur in texts, whatever their encoding is, but for UTF-16. */
function looksLikeText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, 1000).some((byte) => byte < 9 || (byte > 13 && byte < 27));
}

/** UTF-8, if it is; otherwise each byte for itself, as in Latin-1. A character that is cut at the end is left out. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Sixteen bytes a line, with their offset. */
function hexLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)].map((byte) => byte.toString(16).padStart(2, "0"));
    lines.push(`${at.toString(16).padStart(6, "0")}  ${row.join(" ")}`);
  }
  return lines.join("\n");
}
