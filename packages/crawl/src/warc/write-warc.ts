import type { OnProgress } from "@alt2img/core";
import { collectBytes, concatenate } from "@alt2img/core";
import { checkOneOf } from "../one-of.js";
import { checkNewRecord } from "./check-new-record.js";
import { formatFields, writtenHead } from "./header-fields.js";
import { fromArc, headerFields, type NewWarcRecord, type WriteDigest } from "./new-record.js";
import type { WarcRecord } from "./record.js";

/** Options of `writeWarc`. */
export type WriteWarcOptions = {
  /** `"gzip"`: a member for each record, so that a record can be fetched on its own; `"none"`: no compression. */
  compression?: "gzip" | "none";
  /** The digests of new records that have none, in base 32. */
  digest?: WriteDigest;
  /** The version of new records. Records from a file keep theirs. */
  version?: "1.0" | "1.1";
  /** Stops writing; the loop throws the signal's reason. */
  signal?: AbortSignal;
  /** Stage `"write"`, in records. */
  onProgress?: OnProgress;
};

const OPTION = "crawl/write-option";
const CRLF_CRLF = /* @__PURE__ */ Uint8Array.of(13, 10, 13, 10);

/**
 Writes records as a WARC file, one chunk of bytes for each record.
 *
 * A record from `readWarc` keeps its header and block, byte for byte; only a Content-Length that isn't the length of the
 * block is replaced. An ARC record becomes a WARC record. A new record gets the header fields that it must have.
 *
 * @throws Alt2imgError `crawl/write-option` for an invalid option; `crawl/new-record` for a record whose type, date
 *   or block can't be written; `crawl/header-field` for a field that would break the header
 * @see WARC 1.1, §4 and annex D, https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
 */
export async function* writeWarc(
  records: AsyncIterable<WarcRecord | NewWarcRecord> | Iterable<WarcRecord | NewWarcRecord>,
  { compression = "gzip", digest = "sha1", version = "1.1", signal, onProgress }: WriteWarcOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  checkOneOf(OPTION, "compression", compression, ["gzip", "none"]);
  checkOneOf(OPTION, "digest", digest, ["sha1", "sha256", "none"]);
  checkOneOf(OPTION, "version", version, ["1.0", "1.1"]);
  let done = 0;
  for await (const record of records) {
    signal?.throwIfAborted();
    const bytes = await recordBytes(record, digest, version);
    yield compression === "gzip" ? await gzip(bytes) : bytes;
    onProgress?.({ stage: "write", done: ++done, unit: "records" });
  }
}

async function recordBytes(
  record: WarcRecord | NewWarcRecord,
  digest: WriteDigest,
  version: string,
): Promise<Uint8Array> {
  if (isRead(record) && record.format === "warc") {
    const block = await record.block();
    const declared = record.headers.getAll("Content-Length");
    const isTrue = declared.length > 0 && declared.every((length) => Number(length) === block.length);
    const head = writtenHead(record.headers, isTrue ? undefined : block.length);
    if (head !== undefined) return withEnd(head, block);
    return serialize(record.version, withContentLength(record.headers.entries, block.length), block);
  }
  const made = isRead(record) ? await fromArc(record) : record;
  checkNewRecord(made);
  const block = typeof made.block === "string" ? new TextEncoder().encode(made.block) : made.block;
  return serialize(version, await headerFields(made, block, digest), block);
}

const isRead = (record: WarcRecord | NewWarcRecord): record is WarcRecord => typeof record.block === "function";

/** The fields with the true length of the block. */
function withContentLength(
  entries: WarcRecord["headers"]["entries"],
  length: number,
): (readonly [name: string, value: string])[] {
  const others = entries.filter(([name]) => name.toLowerCase() !== "content-length");
  const declared = entries.find(([name]) => name.toLowerCase() === "content-length");
  if (others.length === entries.length - 1 && Number(declared?.[1]) === length) return [...entries];
  return [...others, ["Content-Length", String(length)]];
}

function serialize(version: string, fields: Iterable<readonly [string, string]>, block: Uint8Array): Uint8Array {
  return withEnd(new TextEncoder().encode(`WARC/${version}\r\n${formatFields(fields)}\r\n`), block);
}

function withEnd(head: Uint8Array, block: Uint8Array): Uint8Array {
  return concatenate([head, block, CRLF_CRLF], head.length + block.length + CRLF_CRLF.length);
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");
  if (zlib !== undefined) return zlib.gzipSync(bytes);
  return collectBytes(new Blob([bytes.slice()]).stream().pipeThrough(new CompressionStream("gzip")));
}
