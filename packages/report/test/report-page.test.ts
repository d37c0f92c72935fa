import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_PICTURE_BYTES } from "../src/pictures.js";
import { hostilePage, hostileRecords } from "./hostile.js";
import { inMemory, reportOn, response, sampleCrawl, sampleFile, warcFile } from "./report-on.js";
import { attributes, expectSelfContained } from "./self-contained.js";

describe("reportPage on the sample crawl", () => {
  let made: Awaited<ReturnType<typeof reportOn>>;
  beforeAll(async () => {
    made = await reportOn([await sampleFile()]);
  });

  it("has the right counts", () => {
    expect(made.reading.counts).toMatchObject({ pages: 17, images: 119 });
    expect(made.reading.diagnostics).toEqual({});
    expect(made.reading.files).toMatchObject([{ filename: "sample-crawl.warc.gz", format: "warc" }]);
  });

  it("shows the text that neither reader gets", () => {
    expect(made.page).toContain("Neither gets this (twitter:image:alt): <bdi>Stone bridge over");
  });

  it("links to images that only one of the readers gets", () => {
    const links = [...made.page.matchAll(/<li><a href="#([^"]+)">“/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(4);
    for (const id of links) expect(made.page).toContain(`id="${id}" data-state`);
  });

  it("has a card for each image, with both readings", () => {
    expect(made.page.match(/<li class="image"/g)).toHaveLength(119);
    expect(made.page.match(/<dt>A screen reader says/g)).toHaveLength(119);
    expect(made.page).toContain("<bdi>link, graphic, Tangerine &amp; Daughters</bdi>");
    expect(made.page).toContain("海苔を巻いたおにぎり");
  });

  it("shows the pictures in the crawl, those of revisits too, and says where one is missing", () => {
    // The teapot of the museum has the payload of the shop's.
    const museum = made.page.split("1902-17-a.png")[0]!;
    expect(museum.slice(museum.lastIndexOf('<li class="image"'))).toContain('<img src="data:image/png;base64,');
    const cabbage = made.page.split("cabbage.png")[0]!;
    expect(cabbage.slice(cabbage.lastIndexOf('<li class="image"'))).toContain("not in the crawl");
  });

  it("loads nothing from anywhere", () => {
    expectSelfContained(made.page);
  });

  it("allows no script but its own, by its hash", () => {
    const script = /<script>(.*?)<\/script>/s.exec(made.page)![1]!;
    const hash = createHash("sha256").update(script).digest("base64");
    expect(made.page).toContain(`script-src &#39;sha256-${hash}&#39;`);
    expect(made.page).toContain("default-src &#39;none&#39;");
  });

  it("has one h1, and skips no level", () => {
    const levels = [...made.page.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("uses each id once", () => {
    const ids = attributes(made.page).filter(({ name }) => name === "id");
    expect(new Set(ids.map(({ value }) => value)).size).toBe(ids.length);
  });

  it("has the same bytes when it is made again", async () => {
    expect((await reportOn([await sampleFile()])).page).toBe(made.page);
  });
});

describe("reportPage", () => {
  it("escapes what comes from a page", async () => {
    const { page, reading } = await reportOn([await warcFile("hostile.warc.gz", hostileRecords())]);
    expect(reading.counts.pages).toBe(hostileRecords().length);
    expectSelfContained(page);
    expect(page).not.toContain("<b>bold</b>");
    expect(page).not.toMatch(/href="\s*(javascript|data|file|vbscript):/i);
    expect(page).toContain("&lt;script&gt;pwned()&lt;/script&gt;");
  });

  it("reads HTML files, with the given URL", async () => {
    const file = inMemory("page.html", new TextEncoder().encode(hostilePage));
    const { page, reading } = await reportOn([file]);
    expect(reading.files).toMatchObject([{ format: "html", counts: { pages: 1 } }]);
    expect(page).toContain("https://example.org/there/relative.png");
    expectSelfContained(page);
  });

  it("shows an even sample of many pages, counts all, and says so", async () => {
    const pages = Array.from({ length: 50 }, (_, i) =>
      response(
        `https://example.org/${i}`,
        "text/html",
        `<title>Page number ${i}</title><img src=a.png alt="A picture">`,
      ),
    );
    const { page, reading } = await reportOn([await warcFile("many.warc.gz", pages)], { maxPages: 8 });
    expect(reading.counts).toMatchObject({ pages: 50, images: 50, pairs: 50 });
    expect([...page.matchAll(/<bdi>Page number (\d+)/g)].map(([, number]) => Number(number))).toEqual([
      0, 8, 16, 24, 32, 40, 48,
    ]);
    expect(page).toContain("The files hold 50 pages. Here are 7 of them, one in every 8;");
  });

  it("leaves out pictures that are too large, and files that are not pictures", async () => {
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(MAX_PICTURE_BYTES)]);
    const { page } = await reportOn([
      await warcFile("large.warc.gz", [
        response("https://example.org/", "text/html", '<img src="large.png"><img src="none.png">'),
        response("https://example.org/large.png", "image/png", png),
        response("https://example.org/none.png", "image/png", "<html><script>pwned()</script>"),
      ]),
    ]);
    expect(page).toContain("150 kB, too large for this report");
    expect(page).toContain("not in the crawl");
    expectSelfContained(page);
  });

  it("makes a report of a crawl without pages, too", async () => {
    const { page, reading } = await reportOn([
      await warcFile("no-pages.warc.gz", [response("https://example.org/a.txt", "text/plain", "text")]),
    ]);
    expect(reading.counts).toEqual({ pages: 0, images: 0, imgElements: 0, imagesWithFindings: 0, pairs: 0 });
    expect(page).toContain("There is no page with an image.");
    expect(page).not.toContain("NaN");
  });

  it("continues after a fault in a file, and lists it", async () => {
    const good = await readFile(sampleCrawl);
    const garbage = Buffer.from("garbage".repeat(40));
    const broken = Buffer.concat([good.subarray(0, 40_000), garbage, good.subarray(60_000)]);
    const { page, reading } = await reportOn([inMemory("broken.warc.gz", broken)]);
    expect(reading.files[0]!.failure).toBeUndefined();
    expect(reading.counts.pages).toBeGreaterThan(10);
    expect(Object.keys(reading.diagnostics).length).toBeGreaterThan(0);
    for (const code of Object.keys(reading.diagnostics)) expect(page).toContain(`<code>${code}</code>`);
  });

  it("has no chapter on concepts without a taxonomy", async () => {
    const { page } = await reportOn([await sampleFile()], { taxonomy: undefined });
    expect(page).not.toContain('id="concepts"');
    expect(page).toContain('id="readers"');
  });
});
