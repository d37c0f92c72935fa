import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, warcinfo, writeWarc } from "@alt2img/crawl";

/** A WARC file of pages with five images each; two of them have a text. */
export async function warcOfPages(name: string, pages: number): Promise<Buffer> {
  function* records(): Generator<NewWarcRecord> {
    yield warcinfo({ software: "test" });
    for (let page = 0; page < pages; page++) {
      const html = `<title>${name} ${page}</title><img src=a.png alt="${name} ${page} first"><img src=b.png>
        <img src=c.png alt=""><img src="data:image/gif;base64,R0" alt=x><img src=d.png alt="${name} ${page} second">`;
      yield {
        type: "response",
        targetUri: `https://${name}.test/${page}`,
        contentType: "application/http; msgtype=response",
        block: `HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
      };
    }
  }
  const members: Uint8Array[] = [];
  for await (const record of writeWarc(records(), { digest: "none", compression: "none" }))
    members.push(gzipSync(record));
  return Buffer.concat(members);
}

/** A WAT file with one page and one image with a text. */
export async function wat(name: string): Promise<Uint8Array> {
  const envelope = {
    "WARC-Header-Metadata": { "WARC-Target-URI": `https://${name}.test/` },
    "Payload-Metadata": {
      "HTTP-Response-Metadata": {
        "Response-Message": { Status: "200" },
        Headers: { "Content-Type": "text/html" },
        "HTML-Metadata": { Head: {}, Links: [{ path: "IMG@/src", url: "w.png", alt: `${name} of a WAT` }] },
      },
    },
  };
  const block = JSON.stringify({ Envelope: envelope });
  const record = { type: "metadata", targetUri: `https://${name}.test/`, contentType: "application/json", block };
  return collectBytes(writeWarc([warcinfo({ software: "test" }), record]));
}

/** Writes WARC files `a.warc.gz`, `b.warc.gz`, … with different numbers of pages, and returns their paths. */
export async function writeWarcs(folder: string, pages: readonly number[]): Promise<string[]> {
  const names = pages.map((_, i) => String.fromCharCode(97 + i));
  return Promise.all(
    pages.map(async (count, i) => {
      const path = join(folder, `${names[i]}.warc.gz`);
      writeFileSync(path, await warcOfPages(names[i]!, count));
      return path;
    }),
  );
}
