import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, warcinfo, writeWarc } from "@alt2img/crawl";

export type Response = { url: string; html: string | Uint8Array; status?: number; headers?: string[] };

/** An HTTP response as a WARC holds it; HTML in UTF-8 unless `headers` say otherwise. */
export function response({
  url,
  html,
  status = 200,
  headers = ["Content-Type: text/html; charset=utf-8"],
}: Response): NewWarcRecord {
  const body = typeof html === "string" ? new TextEncoder().encode(html) : html;
  const head = new TextEncoder().encode([`HTTP/1.1 ${status} Fine`, ...headers, "", ""].join("\r\n"));
  const block = new Uint8Array(head.length + body.length);
  block.set(head);
  block.set(body, head.length);
  return { type: "response", targetUri: url, contentType: "application/http; msgtype=response", block };
}

/** A WAT record about a page. */
export function watRecord(url: string, envelope: object, container: object = {}): NewWarcRecord {
  const block = JSON.stringify({ Container: container, Envelope: envelope });
  return { type: "metadata", targetUri: url, contentType: "application/json", block };
}

/** A WARC file with a gzip member for each record, a `warcinfo` first. */
export function warcFile(...records: NewWarcRecord[]): Promise<Uint8Array> {
  return collectBytes(writeWarc([warcinfo({ software: "test" }), ...records]));
}
