import type { DigestVerdict } from "./digest.js";

/** Header fields in their order. The case of names doesn't matter; repeated and folded fields are kept. */
export type Headers = {
  /** The first value of the field, unfolded and trimmed; `undefined` if there is none. */
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
 * One record of a WARC or ARC file. Its bytes are borrowed: you can read them until you ask for the next record.
 * `block()`, `payload()` and `verifyDigests()` hold the block in memory; you can call them in any order and repeatedly. You
 * can read a stream once, and nothing after it.
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
  /** `WARC-Date` as written; for ARC the date in the same form. */
  readonly date?: string | undefined;
  readonly headers: Headers;
  /** `Content-Length`: bytes of the block. 0 where the header has no such number. */
  readonly contentLength: number;
  /** Where the record starts, in bytes of the file as stored (compressed). */
  readonly offset: number;
  /**
   * How long the record is, in bytes of the file as stored: `[offset, offset + length)` can be fetched on its own.
   * For a record of more than 1 MiB it is known once the block has been read; where records share a gzip member, it
   * is `undefined`.
   */
  readonly length: number | undefined;
  /**
   * Whether the end of the block is missing: it has fewer bytes than `contentLength`, because the file or its member
   * ends or another record starts, and its HTTP message isn't complete by its own `Content-Length` or last chunk. For
   * a block of more than 1 MiB this is known once it has been read.
   */
  readonly truncated: boolean;
  /** For `application/http` blocks (and ARC records): the head of the message. */
  readonly http?: HttpHead | undefined;
  /**
   * The declared type of the payload: type and subtype, in lower case, that `extractMimeType` of core finds in the
   * `Content-Type` lines of the HTTP message, or of the record where there is no message. `undefined` where none of them
   * contains a valid type, so that only the bytes can tell.
   */
  readonly mimeType?: string | undefined;
  /** The block: everything after the WARC header, as stored; no more than `limits.blockBytes`. */
  block(): Promise<Uint8Array>;
  /** The block in pieces, for records that shouldn't be held in memory. */
  blockStream(): AsyncIterable<Uint8Array>;
  /** The payload: for HTTP the body with transfer and content codings undone, otherwise the block. */
  payload(): Promise<Uint8Array>;
  payloadStream(): AsyncIterable<Uint8Array>;
  /** Checks the digests in the header: one verdict for each. */
  verifyDigests(): Promise<DigestVerdict[]>;
};
