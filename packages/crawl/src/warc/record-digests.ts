import { concatenate } from "@alt2img/core";
import { ChunkedDecoder } from "../http-message/chunked.js";
import { type DigestVerdict, verifyDigest } from "./digest.js";
import type { WarcRecord } from "./record.js";

/**
 * Verifies the digests in the header of a record.
 *
 * The payload of an HTTP record is the message body. By the specification its digest is computed without the transfer
 * coding, but many crawlers compute it over the body as sent, so both are accepted. The payload of a `revisit` record is in
 * another record.
 * @param headLength bytes of the HTTP head; 0 if the block isn't an HTTP message
 */
export async function verifyRecordDigests(
  { headers, http, type }: Pick<WarcRecord, "headers" | "http" | "type">,
  block: Uint8Array,
  headLength: number,
): Promise<DigestVerdict[]> {
  const verdicts: DigestVerdict[] = [];
  for (const value of headers.getAll("WARC-Block-Digest")) {
    verdicts.push(await verifyDigest("WARC-Block-Digest", value, [block]));
  }
  const body = block.subarray(headLength);
  const isChunked = /\bchunked\b/i.test(http?.headers.getAll("Transfer-Encoding").join() ?? "");
  const elsewhere =
    type === "revisit"
      ? "The payload of a revisit record is in the record that it refers to."
      : headers.get("WARC-Segment-Number") !== undefined
        ? "The payload of a segmented record continues in other records."
        : undefined;
  for (const value of headers.getAll("WARC-Payload-Digest")) {
    const verdict = await verifyDigest("WARC-Payload-Digest", value, isChunked ? [withoutChunks(body), body] : [body]);
    if (elsewhere === undefined || verdict.verdict !== "mismatch") verdicts.push(verdict);
    else {
      const { actual: _, ...rest } = verdict;
      verdicts.push({ ...rest, verdict: "unknown", reason: elsewhere });
    }
  }
  return verdicts;
}

function withoutChunks(body: Uint8Array): Uint8Array {
  const parts = [...new ChunkedDecoder().push(body)];
  return concatenate(
    parts,
    parts.reduce((sum, { length }) => sum + length, 0),
  );
}
