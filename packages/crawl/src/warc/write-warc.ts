import type { OnProgress } from "@alt2img/core";
import { collectBytes, concatenate } from "@alt2img/core";
import { checkOneOf } from "../one-of.js";
import { checkNewRecord } from "./check-new-record.js";
import { formatFields, writtenHead } from "./header-fields.js";
import { fromArc, headerFields, type NewWarcRecord, type WriteDigest } from "./new-record.js";
import type { WarcRecord } from "./record.js";

/** What `writeWarc` takes. */
export type WriteWarcOptions = {
  /** `"gzip"`: a member for each record, so that records can be fetched alone; `"none"`: nothing is compressed. */
  compression?: "gzip" | "none";
  /** What digests a new record gets where it brings none, in base 32. */
  digest?: WriteDigest;
  /** The version of new records; those that were read keep theirs. */
  version?: "1.0" | "1.1";
  /** Stops the writing. */
  signal?: AbortSignal;
  /** Stage `"write"`, in records. */
  onProgress?: OnProgress;
};

const OPTION = "crawl/write-option";
const CRLF_CRLF = /* @__PURE__ */ Uint8Array.of(13, 10, 13, 10);

/**
 * Writes records as a WARC file, one chunk of bytes for each record.
 *
 * A record from `readWarc` keeps header and block, byte for byte; where its block is not as long as its Content-Length
 * says, only that is written anew. An ARC record becomes a WARC one. A new record gets what its header must have.
 *
 * @throws Alt2imgError `crawl/write-option` for an option that is not one of its choices; `crawl/new-record` for a record
 *   whose type, date or block cannot be written; `crawl/header-field` for a field that would break the header
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

/** A record that was cut to its true length is written with it. */
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
