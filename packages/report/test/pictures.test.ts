import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, writeWarc } from "@alt2img/crawl";
import { describe, expect, it } from "vitest";
import { createThumbnailCollector, MAX_THUMBNAIL_BYTES } from "../../src/report/thumbnails.js";

const png = Buffer.from("89504e470d0a1a0a00000000", "hex");
const DIGEST = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const filename = "test.warc.gz";

function captured(
  targetUri: string,
  body: Uint8Array,
  more: Partial<NewWarcRecord> & { status?: number } = {},
): NewWarcRecord {
  const { status = 200, ...record } = more;
  const block = Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\nContent-Type: text/plain\r\n\r\n`), body]);
  return { type: "response", targetUri, contentType: "application/http; msgtype=response", block, ...record };
}

async function collectFrom(wanted: string[], records: NewWarcRecord[]) {
  const collector = createThumbnailCollector(new Set(wanted));
  await collector.collect(await collectBytes(writeWarc(records)), { filename });
  return collector.thumbnails;
}

describe("createThumbnailCollector", () => {
  const url = "https://example.org/a.png";

  it("takes what is wanted and nothing else, as the type that its bytes say", async () => {
    const thumbnails = await collectFrom([url], [captured(url, png), captured("https://example.org/b.png", png)]);
    expect([...thumbnails]).toEqual([[url, { bytes: 12, dataUrl: `data:image/png;base64,${png.toString("base64")}` }]]);
  });

  it("knows an address however it is written", async () => {
    const thumbnails = await collectFrom([url], [captured("HTTPS://EXAMPLE.org:443/x/../a.png", png)]);
    expect([...thumbnails.keys()]).toEqual([url]);
  });

  it("takes the first capture that is a picture", async () => {
    const thumbnails = await collectFrom(
      [url],
      [captured(url, png, { status: 404 }), captured(url, Buffer.from("<html>gone")), captured(url, png)],
    );
    expect(thumbnails.get(url)?.bytes).toBe(12);
  });

  it("takes a revisit for the picture that has its digest, and for nothing where none has", async () => {
    const [again, unknown] = ["https://example.org/again.png", "https://example.org/unknown.png"];
    const revisit = (targetUri: string, digest: string): NewWarcRecord =>
      captured(targetUri, Buffer.alloc(0), { type: "revisit", headers: [["WARC-Payload-Digest", digest]] });
    const thumbnails = await collectFrom(
      [url, again, unknown],
      [
        captured(url, png, { headers: [["WARC-Payload-Digest", DIGEST]] }),
        revisit(again, DIGEST),
        revisit(unknown, "sha1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"),
      ],
    );
    expect(thumbnails.get(again)).toBe(thumbnails.get(url));
    expect(thumbnails.has(unknown)).toBe(false);
  });

  it("remembers the size of what is too large, and not its bytes", async () => {
    const large = Buffer.concat([png, Buffer.alloc(MAX_THUMBNAIL_BYTES)]);
    expect((await collectFrom([url], [captured(url, large)])).get(url)).toEqual({ bytes: large.length });
  });

  it("stops when told to", async () => {
    const collector = createThumbnailCollector(new Set([url]));
    const bytes = await collectBytes(writeWarc([captured(url, png)]));
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(collector.collect(bytes, { filename, signal })).rejects.toThrow("enough");
  });
});
