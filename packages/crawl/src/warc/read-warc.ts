import { Alt2imgError, type ByteSource, type Diagnostic } from "@alt2img/core";
import { decodeStored } from "../bytes/decode-stored.js";
import { DecodedWindow } from "../bytes/decoded-window.js";
import { StoredWindow } from "../bytes/stored-window.js";
import { type Counted, counted } from "../counted.js";
import { nodeZlib } from "../gzip/node-zlib.js";
import type { ReadOptions } from "../read-options.js";
import { BorrowedRecord } from "./borrowed-record.js";
import { defaultWarcLimits, type WarcLimits } from "./limits.js";
import type { WarcRecord } from "./record.js";
import { RecordFramer } from "./record-framer.js";
import type { RecordHead } from "./record-head.js";

/** What a filter gets to see of a record: its header, and the head of the HTTP message in it. */
export type WarcRecordHead = Omit<
  WarcRecord,
  "length" | "truncated" | "block" | "blockStream" | "payload" | "payloadStream" | "verifyDigests"
>;

/** Options of `readWarc`: `ReadOptions` and its own. */
export type ReadWarcOptions = ReadOptions & {
  /**
   * Which records to return, by their headers. It must not throw. The other records aren't copied; a long one with a gzip
   * member of its own is skipped without being inflated, so its checksum isn't verified.
   */
  filter?: (head: WarcRecordHead) => boolean;
  limits?: Partial<WarcLimits>;
  /**
   * Also returns records that the file or its member cuts off, marked as `truncated`, with the part of the block that is
   * there. Otherwise they are left out, except those of more than 1 MiB. There is a diagnostic in both cases.
   */
  truncated?: boolean;
  /** Where the source starts in its file, if it was fetched by range: offsets are those in the file. */
  baseOffset?: number;
};

/**
 * The records of a file in their order. It reads WARC 0.17 to 1.1 and ARC 1 and 2, uncompressed or compressed with gzip or
 * zstd; the first bytes of the file tell which.
 *
 * Memory doesn't grow with the file. A record's bytes are borrowed: read them before you ask for the next record.
 *
 * @throws Alt2imgError `crawl/not-a-warc` when the source contains no record; with `strict` every diagnostic
 * @see https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
 */
export function readWarc(source: ByteSource, options: ReadWarcOptions = {}): Counted<WarcRecord> {
  return counted((report) => readRecords(source, options, report), options.onDiagnostic);
}

async function* readRecords(
  source: ByteSource,
  options: ReadWarcOptions,
  count: (diagnostic: Diagnostic) => void,
): AsyncGenerator<WarcRecord, void, undefined> {
  const { signal, onProgress, filename, strict = false, filter, truncated = false, baseOffset = 0 } = options;
  const limits = { ...defaultWarcLimits, ...options.limits };
  const report = (code: string, offset: number, message: string, head?: RecordHead): void => {
    if (strict) throw new Alt2imgError(code, `${filename ?? "The source"}, offset ${offset}: ${message}`);
    const diagnostic: Diagnostic = { code, message, offset };
    if (filename !== undefined) diagnostic.filename = filename;
    const { recordId, targetUri } = head ?? {};
    if (recordId !== undefined) diagnostic.recordId = recordId;
    if (targetUri !== undefined) diagnostic.url = targetUri;
    count(diagnostic);
  };
  const stored = new StoredWindow(source, { signal, baseOffset });
  const reportDamage = (code: string, offset: number, message: string): void =>
    report(code, offset, message, framer.frame?.head);
  const zlib = nodeZlib();
  const decoded = decodeStored(stored, { zlib, report: reportDamage, limits, skippable: filter !== undefined });
  const window = new DecodedWindow(decoded, { baseOffset });
  const framer = new RecordFramer(window, { limits, report, truncated, filtered: filter !== undefined });
  const total = sizeOf(source);
  const progress = (): void =>
    onProgress?.({
      stage: "read",
      done: stored.offset - baseOffset,
      ...(total === undefined ? {} : { total }),
      unit: "bytes",
    });
  try {
    const recordOptions = { limits, report, zlib };
    while (true) {
      const next = framer.next();
      const frame = next instanceof Promise ? await next : next;
      if (frame === undefined) break;
      signal?.throwIfAborted();
      const found = framer.httpHead();
      const httpHead = found instanceof Promise ? await found : found;
      const record = new BorrowedRecord(framer, frame, httpHead, recordOptions);
      if (filter !== undefined && !filter(record)) {
        await framer.skip();
      } else if (frame.whole || (await framer.complete())) {
        yield record;
        record.close();
      }
      progress();
    }
    progress();
  } finally {
    await window.close();
    await stored.close();
  }
  if (!framer.anyFound && stored.offset > baseOffset) {
    throw new Alt2imgError(
      "crawl/not-a-warc",
      `${filename ?? "The source"} contains no WARC or ARC record. Check that it is a WARC or ARC file.`,
    );
  }
}

/** How many bytes a source has, where that is known. */
function sizeOf(source: ByteSource): number | undefined {
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return source.byteLength;
  return source instanceof Blob ? source.size : undefined;
}
