import { findMessageHead } from "../http-message/http-head.js";
import { digestOf } from "./digest.js";
import { encodeBase } from "./digest-encoding.js";
import type { WarcRecord } from "./record.js";
import { formatWarcFields } from "./warc-fields.js";

/** A record to write. `writeWarc` fills in what its header lacks. */
export type NewWarcRecord = {
  /** `WARC-Type`. */
  type: string;
  /** `WARC-Target-URI`. */
  targetUri?: string;
  /** `WARC-Date`, in ISO 8601 and UTC; the time of writing if left out. */
  date?: string;
  /** `WARC-Record-ID` without angle brackets; a random `urn:uuid:` if left out. */
  recordId?: string;
  /** `Content-Type` of the block. */
  contentType?: string;
  /** Further header fields, in their order. */
  headers?: Iterable<readonly [name: string, value: string]>;
  block: Uint8Array | string;
};

/** The digest that `writeWarc` computes for records without one. */
export type WriteDigest = "sha1" | "sha256" | "none";

/** Header fields of a `warcinfo` record. */
export type WarcinfoOptions = {
  /** `WARC-Filename`. */
  filename?: string;
  /** `WARC-Date`. */
  date?: string;
  /** `WARC-Record-ID`, without angle brackets. */
  recordId?: string;
};

/**
 * A `warcinfo` record, the first one of a file, which says how the file was made.
 *
 * @param fields such as `software`, `operator`, `isPartOf`, `description`, `conformsTo`
 * @see WARC 1.1, §6.2
 */
export function warcinfo(
  fields: Readonly<Record<string, string>>,
  { filename, date, recordId }: WarcinfoOptions = {},
): NewWarcRecord {
  return {
    type: "warcinfo",
    ...(date === undefined ? {} : { date }),
    ...(recordId === undefined ? {} : { recordId }),
    headers: filename === undefined ? [] : [["WARC-Filename", filename]],
    contentType: "application/warc-fields",
    block: formatWarcFields(Object.entries(fields)),
  };
}

/** A record of an ARC file as a WARC one. */
export async function fromArc(record: WarcRecord): Promise<NewWarcRecord> {
  const { type, targetUri, date, http } = record;
  const ipAddress = record.headers.get("IP-address");
  return {
    type,
    ...(targetUri === undefined || type === "warcinfo" ? {} : { targetUri }),
    ...(date === undefined ? {} : { date }),
    contentType:
      http === undefined ? (record.mimeType ?? "application/octet-stream") : "application/http; msgtype=response",
    headers: ipAddress === undefined ? [] : [["WARC-IP-Address", ipAddress]],
    block: await record.block(),
  };
}

/** All header fields of a new record, those that were left out included. */
export async function headerFields(
  record: NewWarcRecord,
  block: Uint8Array,
  digest: WriteDigest,
): Promise<[name: string, value: string][]> {
  const { type, targetUri, date, recordId, contentType, headers = [] } = record;
  const fields: [string, string][] = [
    ["WARC-Type", type],
    ["WARC-Record-ID", `<${recordId ?? `urn:uuid:${crypto.randomUUID()}`}>`],
    ["WARC-Date", date ?? `${new Date().toISOString().slice(0, 19)}Z`],
  ];
  if (targetUri !== undefined) fields.push(["WARC-Target-URI", targetUri]);
  for (const [name, value] of headers) fields.push([name, value]);
  if (contentType !== undefined) fields.push(["Content-Type", contentType]);
  if (digest !== "none") {
    if (!has(fields, "WARC-Payload-Digest") && type !== "warcinfo" && type !== "metadata" && type !== "revisit") {
      fields.push(["WARC-Payload-Digest", await labelledDigest(digest, payloadOf(block, contentType))]);
    }
    if (!has(fields, "WARC-Block-Digest")) fields.push(["WARC-Block-Digest", await labelledDigest(digest, block)]);
  }
  fields.push(["Content-Length", String(block.length)]);
  return fields;
}

const has = (fields: readonly (readonly [string, string])[], name: string): boolean =>
  fields.some(([other]) => other.toLowerCase() === name.toLowerCase());

function payloadOf(block: Uint8Array, contentType: string | undefined): Uint8Array {
  if (!/^application\/http\b/i.test(contentType ?? "")) return block;
  return block.subarray(findMessageHead(block, 0, block.length, { isAll: true }).end ?? block.length);
}

async function labelledDigest(algorithm: "sha1" | "sha256", bytes: Uint8Array): Promise<string> {
  const digest = await digestOf(algorithm === "sha1" ? "SHA-1" : "SHA-256", bytes);
  if (digest === undefined) throw new Error(`${algorithm} cannot be computed here`);
  return `${algorithm}:${encodeBase(digest, "base32")}`;
}
