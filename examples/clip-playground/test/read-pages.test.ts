import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pictureOfDataUrl } from "../src/worker/data-url.js";
import { type PageSource, readPages } from "../src/worker/read-pages.js";

const file = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../samples/${name}`, import.meta.url)));
const apple = file("pictures/red-apple.webp");
const dataUrl = `data:image/webp;base64,${Buffer.from(apple).toString("base64")}`;
const source = (more: Partial<PageSource>): PageSource => ({
  name: "page.html",
  url: "https://example.org/shop/",
  pictures: [],
  ...more,
});
const bytesOf = async (picture: Blob | undefined): Promise<Uint8Array> => new Uint8Array(await picture!.arrayBuffer());

describe("the images of a page", () => {
  it("have the picture of their data: URL, or that of a file with their name, or else a reason", async () => {
    const html =
      `<img src="${dataUrl}" alt="An apple"><img src="pictures/Red%20Apple.webp?width=80" alt=""><img src="b.png">` +
      '<svg role="img" aria-label="A drawing"></svg>';
    const pictures = [new File([apple], "red apple.webp", { type: "image/webp" })];
    const { pages } = await readPages(source({ html, pictures }));
    const [inPage, sent, onWeb, drawn] = pages[0]!.images;
    expect(await bytesOf(inPage!.picture)).toEqual(apple);
    expect(inPage).toMatchObject({
      name: { text: "An apple", source: "alt" },
      address: "in the page itself (data: URL)",
    });
    expect(await bytesOf(sent!.picture)).toEqual(apple);
    expect(sent).toMatchObject({ textState: "decorative" });
    expect(onWeb).toMatchObject({ address: "https://example.org/shop/b.png", textState: "missing" });
    expect(onWeb!.why).toContain("fetches nothing");
    expect(drawn!.why).toContain("drawn by the page itself");
  });

  it("of a WARC file have the pictures that it has captured", async () => {
    const record = (url: string, type: string, body: Uint8Array | string): Buffer => {
      const http = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(body)]);
      const head =
        `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: ${url}\r\nWARC-Date: 2024-05-18T01:58:10Z\r\n` +
        "WARC-Record-ID: <urn:uuid:3d3f4785-c69a-4f8c-968c-d23302c55ef4>\r\n" +
        `Content-Type: application/http; msgtype=response\r\nContent-Length: ${http.length}\r\n\r\n`;
      return Buffer.concat([Buffer.from(head), http, Buffer.from("\r\n\r\n")]);
    };
    const warc = Buffer.concat([
      record(
        "https://example.org/",
        "text/html",
        '<title>Shop</title><img src="a.webp" alt="An apple"><img src="b.webp">',
      ),
      record("https://example.org/a.webp", "image/webp", apple),
    ]);
    const { pages, problems, isCut } = await readPages(source({ file: new Blob([warc]), name: "shop.warc" }));
    expect(pages.map(({ title }) => title)).toEqual(["Shop"]);
    const [captured, missing] = pages[0]!.images;
    expect(await bytesOf(captured!.picture)).toEqual(apple);
    expect(missing!.picture).toBeUndefined();
    expect([problems, isCut]).toEqual([0, false]);
  });

  it("of the sample page have alt texts of every kind", async () => {
    const { pages } = await readPages(source({ html: new TextDecoder().decode(file("page.html")) }));
    const { images } = pages[0]!;
    expect(images.filter(({ picture }) => picture !== undefined)).toHaveLength(7);
    expect(new Set(images.map(({ textState }) => textState))).toEqual(new Set(["named", "missing"]));
  });
});

it("refuses a file that is neither a page nor a crawl file", async () => {
  await expect(readPages(source({ file: new Blob(["no crawl"]), name: "broken.warc" }))).rejects.toThrow(/neither/);
});

it("reads data: URLs in base64 and percent-encoded, and nothing else", async () => {
  expect(await bytesOf(pictureOfDataUrl(dataUrl))).toEqual(apple);
  expect(await pictureOfDataUrl("data:image/svg+xml;charset=utf-8,%3Csvg%2F%3E")?.text()).toBe("<svg/>");
  expect(pictureOfDataUrl("data:text/html,hello")).toBeUndefined();
  expect(pictureOfDataUrl("data:image/png;base64,&&&")).toBeUndefined();
  expect(pictureOfDataUrl("https://example.org/a.png")).toBeUndefined();
});
