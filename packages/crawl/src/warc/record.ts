import type { DigestVerdict } from "./digest.js";

/** Header fields in their order: names are matched without regard to case, repeated and folded ones are kept. */
export type Headers = {
  /** The first value of the field, unfolded and trimmed; `undefined` where there is none. */
  get(name: string): string | undefined;
  /** All values of the field, in order. */
  getAll(name: string): string[];
  /** Every field as written, in order. */
  readonly entries: readonly (readonly [name: string, value: string])[];
};

/** The head of the HTTP message that a record's block holds. */
export type HttpHead = {
  /** Status code of a response; left out for a request. */
  status?: number;
  /** Method of a request; left out for a response. */
  method?: string;
  /** The first line as written, such as `HTTP/1.1 200 OK`. */
  startLine: string;
  headers: Headers;
};

/**
 * One record of a WARC or ARC file. Its bytes are borrowed: they can be read until the next record is asked for.
 * `block()`, `payload()` and `verifyDigests()` hold the block in memory and can be called in any order, repeatedly; a
 * stream can be read once, and nothing after it.
 */
export type WarcRecord = {
  readonly format: "warc" | "arc";
  /** `"1.0"`, `"1.1"`, `"0.17"`, …; for ARC the version of its file header. */
  readonly version: string;
  /** `WARC-Type`; an ARC record is a `response`, its file header `warcinfo`. */
  readonly type: string;
  /** `WARC-Record-ID` without its angle brackets. ARC has none. */
  readonly recordId?: string | undefined;
  /** `WARC-Target-URI` without angle brackets. */
  readonly targetUri?: string | undefined;
  /** `WARC-Date` as written; for ARC turned into the same form. */
  readonly date?: string | undefined;
  readonly headers: Headers;
  /** `Content-Length`: bytes of the block. 0 where the header has none that is a number. */
  readonly contentLength: number;
  /** Where the record starts, in bytes of the file as stored (compressed). */
  readonly offset: number;
  /**
   * How long it is, in bytes of the file as stored, so that `[offset, offset + length)` can be fetched alone.
   * Known at once for a record of up to 1 MiB, for a longer one when its block has been read.
   */
  readonly length: number | undefined;
  /**
   * The end of the block is missing. It has fewer bytes than `contentLength`, since the file, its member or another record
   * comes too early, and no HTTP message that is whole by its own account (`Content-Length`, last chunk). Of a block of more
   * than 1 MiB this is known when it has been read.
   */
  readonly truncated: boolean;
  /** For `application/http` blocks (and ARC records): the head of the message. */
  readonly http?: HttpHead | undefined;
  /**
   * What the payload is declared as: type and subtype, in lower case, that `extractMimeType` of core finds in all
   * `Content-Type` lines of the HTTP message, of the record for others. `undefined` where none of them holds a valid
   * type, so that only the bytes can tell.
   */
  readonly mimeType?: string | undefined;
  /** The block: everything after the WARC header, as stored; no more than `limits.blockBytes`. */
  block(): Promise<Uint8Array>;
  /** The block in pieces, for records that should not be held in memory. */
  blockStream(): AsyncIterable<Uint8Array>;
  /** The payload: for HTTP the body with transfer- and content-encodings undone, otherwise the block. */
  payload(): Promise<Uint8Array>;
  payloadStream(): AsyncIterable<Uint8Array>;
  /** Computes the digests that the header names and compares: one verdict for each, none where there is no digest. */
  verifyDigests(): Promise<DigestVerdict[]>;
};
