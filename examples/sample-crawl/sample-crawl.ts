import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { type NewWarcRecord, warcinfo, writeWarc } from "@alt2img/crawl";
import { encodeText } from "@alt2img/testing";
import { gzip } from "pako";
import { type Capture, captures } from "./captures.js";

const CRLF = "\r\n";
const FIRST_FETCH = Date.UTC(2024, 5, 15, 8, 0, 0);
const SECONDS_BETWEEN = 7;

/**
 * The sample crawl, always the same bytes: the dates are the imaginary crawler's, and the record ids are derived from what
 * the records are about. (Compressed gzip bytes depend on Node's zlib; what is in them is the same everywhere.)
 */
export function sampleCrawl(): AsyncGenerator<Uint8Array, void, undefined> {
  return writeWarc(records());
}

type Fetch = { capture: Capture; date: string; ip: string; responseId: string };

/** Payloads seen before, which identical ones are revisits of. */
type Original = { url: string; date: string; recordId: string };

async function* records(): AsyncGenerator<NewWarcRecord, void, undefined> {
  const info = recordId("warcinfo");
  const date = dateOf(0);
  yield warcinfo(
    {
      software: "alt2img sample-crawl",
      format: "WARC File Format 1.1",
      conformsTo: "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
      description: "Pages that alt2img wrote itself, on hosts that do not exist. Pages and pictures: CC0 1.0.",
    },
    { filename: "sample-crawl.warc.gz", date, recordId: info },
  );
  const originals = new Map<string, Original>();
  for (const [i, capture] of captures.entries()) {
    const fetched: Fetch = {
      capture,
      date: dateOf(i),
      ip: `203.0.113.${(new Set(captures.slice(0, i + 1).map(({ url }) => new URL(url).host)).size % 250) + 1}`,
      responseId: recordId(`response ${capture.url}`),
    };
    // This crawler keeps its requests for pages only.
    if (capture.contentType?.startsWith("text/html")) yield requestRecord(fetched, info);
    yield await responseRecord(fetched, info, originals);
    if (capture.via !== undefined) yield metadataRecord(fetched, info, i);
  }
}

function requestRecord({ capture: { url }, date, responseId }: Fetch, info: string): NewWarcRecord {
  const { host, pathname, search } = new URL(url);
  const lines = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    "User-Agent: alt2img-sample-crawler (it does not exist either)",
    "Accept-Encoding: gzip",
    "Connection: close",
  ];
  return {
    type: "request",
    targetUri: url,
    date,
    recordId: recordId(`request ${url}`),
    headers: [
      ["WARC-Warcinfo-ID", `<${info}>`],
      ["WARC-Concurrent-To", `<${responseId}>`],
    ],
    contentType: "application/http; msgtype=request",
    block: [...lines, "", ""].join(CRLF),
  };
}

async function responseRecord(
  { capture, date, ip, responseId }: Fetch,
  info: string,
  originals: Map<string, Original>,
): Promise<NewWarcRecord> {
  const body = await bodyOf(capture);
  const head = responseHead(capture, date, body.length);
  const digest = `sha1:${base32(createHash("sha1").update(body).digest())}`;
  const original = capture.contentType?.startsWith("image/") ? originals.get(digest) : undefined;
  const record = {
    targetUri: capture.url,
    date,
    recordId: responseId,
    contentType: "application/http; msgtype=response",
  };
  const headers: [string, string][] = [
    ["WARC-Warcinfo-ID", `<${info}>`],
    ["WARC-IP-Address", ip],
  ];
  if (original === undefined) {
    originals.set(digest, { url: capture.url, date, recordId: responseId });
    return { ...record, type: "response", headers, block: Buffer.concat([head, body]) };
  }
  headers.push(
    ["WARC-Payload-Digest", digest],
    ["WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"],
    ["WARC-Refers-To", `<${original.recordId}>`],
    ["WARC-Refers-To-Target-URI", original.url],
    ["WARC-Refers-To-Date", original.date],
  );
  return { ...record, type: "revisit", headers, block: head };
}

function metadataRecord({ capture: { url, via }, date, responseId }: Fetch, info: string, i: number): NewWarcRecord {
  return {
    type: "metadata",
    targetUri: url,
    date,
    recordId: recordId(`metadata ${url}`),
    headers: [
      ["WARC-Warcinfo-ID", `<${info}>`],
      ["WARC-Concurrent-To", `<${responseId}>`],
    ],
    contentType: "application/warc-fields",
    block: [`via: ${via}`, "hopsFromSeed: R", `fetchTimeMs: ${80 + ((i * 37) % 400)}`, ""].join(CRLF),
  };
}

function responseHead(capture: Capture, date: string, length: number): Uint8Array {
  const { status, contentType, headers = {}, transferEncoding, contentEncoding } = capture;
  const reasons: Record<number, string> = { 200: "OK", 301: "Moved Permanently", 404: "Not Found" };
  const lines = [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    `Date: ${new Date(date).toUTCString()}`,
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(contentEncoding === undefined ? [] : [`Content-Encoding: ${contentEncoding}`]),
    transferEncoding === undefined ? `Content-Length: ${length}` : `Transfer-Encoding: ${transferEncoding}`,
  ];
  return new TextEncoder().encode([...lines, "", ""].join(CRLF));
}

/** The response as it was sent. */
async function bodyOf({ file, charset, contentEncoding, transferEncoding }: Capture): Promise<Uint8Array> {
  if (file === undefined) return new Uint8Array();
  let body: Uint8Array = await readFile(new URL(file, import.meta.url));
  if (charset !== undefined) body = encodeText(new TextDecoder().decode(body), charset);
  if (contentEncoding === "gzip") body = gzip(body);
  return transferEncoding === "chunked" ? chunked(body) : body;
}

function chunked(body: Uint8Array): Uint8Array {
  const size = 700;
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < body.length; start += size) {
    const chunk = body.subarray(start, start + size);
    chunks.push(Buffer.from(chunk.length.toString(16) + CRLF), chunk, Buffer.from(CRLF));
  }
  return Buffer.concat([...chunks, Buffer.from(`0${CRLF}${CRLF}`)]);
}

function dateOf(index: number): string {
  return new Date(FIRST_FETCH + index * SECONDS_BETWEEN * 1000).toISOString().replace(".000Z", "Z");
}

/** A version 5 UUID, from a name: https://www.rfc-editor.org/rfc/rfc9562#section-5.5 */
function recordId(name: string): string {
  const bytes = createHash("sha1").update(`alt2img sample-crawl ${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

/** https://www.rfc-editor.org/rfc/rfc4648#section-6, for whole groups of five bytes. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.replace(/.{5}/g, (five) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(five, 2)]!);
}
