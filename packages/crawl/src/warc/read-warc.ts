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

/** What a filter sees of a record: its headers, and the head of the HTTP message in it. */
export type WarcRecordHead = Omit<
  WarcRecord,
  "length" | "truncated" | "block" | "blockStream" | "payload" | "payloadStream" | "verifyDigests"
>;

/** What `readWarc` takes beside `ReadOptions`. */
export type ReadWarcOptions = ReadOptions & {
  /**
   * Which records to hand out. It sees the headers, and must not throw. The others are not copied; a long one with a
   * gzip member of its own is passed over without being inflated, and its check sum is not verified.
   */
  filter?: (head: WarcRecordHead) => boolean;
  limits?: Partial<WarcLimits>;
  /**
   * Also hands out records of which the end is missing, marked `truncated`: their block has what is there. Without it they
   * are left out, but for those of more than 1 MiB. Either way there is a diagnostic.
   */
  truncated?: boolean;
  /** Where in its file the source starts, for one that was fetched by range: offsets count from there. */
  baseOffset?: number;
};

/**
 * The records of a file in their order. Reads WARC 0.17 to 1.1 and ARC 1 and 2, uncompressed, gzip or zstd, told apart by their first bytes.
 *
 * Memory does not grow with the file. A record's bytes are borrowed: ask for them before you ask for the next record.
 *
 * @throws Alt2imgError `crawl/not-a-warc` when no record is found; with `strict` every diagnostic
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
      `${filename ?? "The source"} holds no WARC or ARC record. Give a WARC or ARC file.`,
    );
  }
}

/** How long a source is, where it says so. */
function sizeOf(source: ByteSource): number | undefined {
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return source.byteLength;
  return source instanceof Blob ? source.size : undefined;
}
