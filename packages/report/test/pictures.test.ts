import type { NewWarcRecord } from "@alt2img/crawl";
import { describe, expect, it } from "vitest";
import { findPictures, type Pictures, readCrawl } from "../src/index.js";
import { MAX_PICTURE_BYTES } from "../src/pictures.js";
import { response, warcFile } from "./report-on.js";

const png = Buffer.from("89504e470d0a1a0a00000000", "hex");
const DIGEST = "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

function captured(
  targetUri: string,
  body: Uint8Array,
  more: Partial<NewWarcRecord> & { status?: number } = {},
): NewWarcRecord {
  const { status = 200, ...record } = more;
  const block = Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\nContent-Type: text/plain\r\n\r\n`), body]);
  return { type: "response", targetUri, contentType: "application/http; msgtype=response", block, ...record };
}

/** What a crawl of these records gives for a page that shows the wanted images. */
async function picturesFrom(wanted: string[], records: NewWarcRecord[], signal?: AbortSignal): Promise<Pictures> {
  const html = wanted.map((url) => `<img src="${url}">`).join("");
  const files = [await warcFile("test.warc.gz", [response("https://example.org/", "text/html", html), ...records])];
  const pages = readCrawl(files);
  for await (const _ of pages);
  return findPictures(files, pages.reading, { signal });
}

describe("findPictures", () => {
  const url = "https://example.org/a.png";

  it("takes only the requested pictures, with the type that their bytes say", async () => {
    const pictures = await picturesFrom([url], [captured(url, png), captured("https://example.org/b.png", png)]);
    expect([...pictures]).toEqual([
      [url, { byteLength: 12, dataUrl: `data:image/png;base64,${png.toString("base64")}` }],
    ]);
  });

  it("recognises a URL however it is written", async () => {
    const pictures = await picturesFrom([url], [captured("HTTPS://EXAMPLE.org:443/x/../a.png", png)]);
    expect([...pictures.keys()]).toEqual([url]);
  });

  it("takes the first capture that is a picture", async () => {
    const pictures = await picturesFrom(
      [url],
      [captured(url, png, { status: 404 }), captured(url, Buffer.from("<html>gone")), captured(url, png)],
    );
    expect(pictures.get(url)?.byteLength).toBe(12);
  });

  it("takes a revisit as the picture with its digest, and ignores it if there is no such picture", async () => {
    const [again, unknown] = ["https://example.org/again.png", "https://example.org/unknown.png"];
    const revisit = (targetUri: string, digest: string): NewWarcRecord =>
      captured(targetUri, Buffer.alloc(0), { type: "revisit", headers: [["WARC-Payload-Digest", digest]] });
    const pictures = await picturesFrom(
      [url, again, unknown],
      [
        captured(url, png, { headers: [["WARC-Payload-Digest", DIGEST]] }),
        revisit(again, DIGEST),
        revisit(unknown, "sha1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"),
      ],
    );
    expect(pictures.get(again)).toBe(pictures.get(url));
    expect(pictures.has(unknown)).toBe(false);
  });

  it("remembers only the size of a picture that is too large", async () => {
    const large = Buffer.concat([png, Buffer.alloc(MAX_PICTURE_BYTES)]);
    expect((await picturesFrom([url], [captured(url, large)])).get(url)).toEqual({ byteLength: large.length });
  });

  it("stops when it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(picturesFrom([url], [captured(url, png)], signal)).rejects.toThrow("enough");
  });

  it("opens no file when no page is shown", async () => {
    const file = await warcFile("test.warc.gz", [captured(url, png)]);
    const pages = readCrawl([file]);
    for await (const _ of pages);
    const unopened = { ...file, open: () => Promise.reject(new Error("opened")) };
    expect((await findPictures([unopened], pages.reading)).size).toBe(0);
  });
});
