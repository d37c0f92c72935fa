import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type NewWarcRecord, warcinfo, writeWarc } from "@alt2img/crawl";

/** The saved web pages in the data folder next to the repository (`ALT2IMG_DATA` overrides it), sorted by name. */
function realPages(): { name: string; html: Uint8Array }[] {
  const root = process.env["ALT2IMG_DATA"] ?? fileURLToPath(new URL("../../shared/data", import.meta.url));
  const folder = `${root}/html/pages`;
  return readdirSync(folder)
    .filter((file) => file.endsWith(".html.gz"))
    .sort()
    .map((file) => ({
      name: file.replace(".html.gz", ""),
      html: new Uint8Array(gunzipSync(readFileSync(`${folder}/${file}`))),
    }));
}

/**
 * Those pages as a crawl has them: for each, a request, a response and a metadata record, as Common Crawl writes
 * them. The bytes are the same on every machine.
 * @param options.times how often to repeat the whole set
 * @param options.compression `"gzip"`: one member for each record
 */
export async function crawlOfRealPages({
  times = 4,
  compression = "gzip",
}: {
  times?: number;
  compression?: "gzip" | "none";
} = {}): Promise<Uint8Array> {
  return warcBytes(crawlRecords(times), compression);
}

/** The bytes of a file with these records. */
export async function warcBytes(
  records: Iterable<NewWarcRecord>,
  compression: "gzip" | "none" = "gzip",
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of writeWarc(records, { compression, version: "1.0" })) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
}

/** The records of `crawlOfRealPages`. */
export function* crawlRecords(times: number): Generator<NewWarcRecord, void, undefined> {
  const date = "2026-11-22T12:00:00Z";
  let number = 0;
  const next = (): { date: string; recordId: string } => ({
    date,
    recordId: `urn:uuid:00000000-0000-4000-8000-${String(number++).padStart(12, "0")}`,
  });
  yield warcinfo({ software: "bench", format: "WARC File Format 1.0" }, next());
  const pages = realPages();
  for (let time = 0; time < times; time++) {
    for (const { name, html } of pages) {
      const targetUri = `https://pages.example/${time}/${name}`;
      yield {
        ...next(),
        type: "request",
        targetUri,
        contentType: "application/http; msgtype=request",
        block: `GET /${time}/${name} HTTP/1.1\r\nUser-Agent: CCBot/2.0 (https://commoncrawl.org/faq/)\r\nAccept: text/html,application/xhtml+xml;q=0.9\r\nAccept-Language: en-US,en;q=0.5\r\nHost: pages.example\r\nConnection: Keep-Alive\r\n\r\n`,
      };
      const head = `HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 12:00:00 GMT\r\nContent-Type: text/html; charset=UTF-8\r\nX-Crawl-Content-Encoding: gzip\r\nServer: Apache\r\nContent-Length: ${html.length}\r\n\r\n`;
      yield {
        ...next(),
        type: "response",
        targetUri,
        contentType: "application/http; msgtype=response",
        headers: [
          ["WARC-IP-Address", "192.0.2.1"],
          ["WARC-Identified-Payload-Type", "text/html"],
        ],
        block: new Uint8Array(Buffer.concat([Buffer.from(head), html])),
      };
      yield {
        ...next(),
        type: "metadata",
        targetUri,
        contentType: "application/warc-fields",
        block: `fetchTimeMs: 365\r\ncharset-detected: UTF-8\r\nlanguages-cld2: {"reliable":true,"text-bytes":${html.length},"languages":[{"code":"en","code-iso-639-3":"eng","text-covered":0.99,"score":1023.0,"name":"ENGLISH"}]}\r\n\r\n`,
      };
    }
  }
}
