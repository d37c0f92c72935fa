import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Progress } from "@alt2img/core";
import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, writeWarc } from "@alt2img/crawl";
import { pairsFromWarc, pairsFromWat, readJsonl, writeJsonl } from "@alt2img/dataset";
import { collect } from "@alt2img/testing";
import { sharedData } from "@alt2img/testing/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Reading } from "../../src/report/reading.js";
import { MAX_THUMBNAIL_BYTES } from "../../src/report/thumbnails.js";
import { type WriteReportOptions, writeReport } from "../../src/report/write-report.js";
import { hostilePage, hostileRecords } from "./hostile.js";

const sample = fileURLToPath(new URL("../../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alt2img-report-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function report(
  files: readonly string[],
  options: Partial<WriteReportOptions> = {},
): Promise<{ reading: Reading; page: string; out: string }> {
  const out = await mkdtemp(join(folder, "out-"));
  const reading = await writeReport(files, { maxPages: 100, out, ...options });
  return { reading, out, page: await readFile(join(out, "report.html"), "utf8") };
}

async function warcFile(name: string, records: Iterable<NewWarcRecord>): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, await collectBytes(writeWarc(records)));
  return path;
}

function response(targetUri: string, contentType: string, body: Uint8Array | string): NewWarcRecord {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\n\r\n`;
  const block = Buffer.concat([Buffer.from(head), Buffer.from(body)]);
  return { type: "response", targetUri, contentType: "application/http; msgtype=response", block };
}

/** The attributes of the report's tags, all of whose values are quoted and escaped. */
function attributes(page: string): { tag: string; name: string; value: string }[] {
  const markup = page.replace(/<(script|style)>.*?<\/\1>/gs, "<$1></$1>");
  return [...markup.matchAll(/<([a-z][a-z0-9]*)((?:\s+[a-z0-9-]+(?:="[^"]*")?)*)\s*\/?>/gi)].flatMap(([, tag, rest]) =>
    [...rest!.matchAll(/\s([a-z0-9-]+)(?:="([^"]*)")?/gi)].map(([, name, value]) => ({
      tag: tag!,
      name: name!,
      value: value ?? "",
    })),
  );
}

function expectSelfContained(page: string): void {
  for (const { tag, name, value } of attributes(page)) {
    const where = `<${tag} ${name}="${value.slice(0, 80)}">`;
    expect(name.startsWith("on"), where).toBe(false);
    if (tag === "a" && name === "href") expect(value, where).toMatch(/^(#|https?:\/\/)/);
    else if (!(tag === "meta" && name === "content")) {
      expect(
        /^\s*(https?:)?\/\//.test(value) && /^(src|srcset|href|data|poster|action|background)$/.test(name),
        where,
      ).toBe(false);
      if (name === "src") expect(value, where).toMatch(/^data:image\//);
      if (name === "style") expect(value, where).not.toContain("url(");
    }
  }
  expect(page.match(/<script/g)).toHaveLength(1);
  const style = /<style>(.*?)<\/style>/s.exec(page)![1]!;
  expect(style).not.toMatch(/url\(|@import/);
}

describe("writeReport on the sample crawl", () => {
  let made: Awaited<ReturnType<typeof report>>;
  beforeAll(async () => {
    made = await report([sample]);
  });

  it("counts what is there", () => {
    expect(made.reading.counts).toMatchObject({ pages: 17, images: 119 });
    expect(made.reading.diagnostics).toEqual({});
    expect(made.reading.files).toMatchObject([{ filename: sample, format: "warc" }]);
  });

  it("writes the pairs, as many as it counts, and nothing else", async () => {
    expect((await readdir(made.out)).sort()).toEqual(["pairs.jsonl", "pairs.parquet", "report.html"]);
    const pairs = await collect(readJsonl(await readFile(join(made.out, "pairs.jsonl")), { strict: true }));
    expect(pairs).toHaveLength(made.reading.counts.pairs);
    const parquet = await readFile(join(made.out, "pairs.parquet"));
    expect(parquet.toString("latin1", 0, 4)).toBe("PAR1");
  });

  it("writes the pairs that pairsFromWarc makes", async () => {
    const pairs = writeJsonl(pairsFromWarc(createReadStream(sample), { filename: sample }));
    const written = await readFile(join(made.out, "pairs.jsonl"));
    expect(written.equals(await collectBytes(pairs))).toBe(true);
  });

  it("shows the text that neither reader gets", () => {
    expect(made.page).toContain("What neither gets (twitter:image:alt): <bdi>Stone bridge over");
  });

  it("leads to images that only one of the readers gets", () => {
    const links = [...made.page.matchAll(/<li><a href="#([^"]+)">“/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(4);
    for (const id of links) expect(made.page).toContain(`id="${id}" data-state`);
  });

  it("has a card for each image, with both readings", () => {
    expect(made.page.match(/<li class="image"/g)).toHaveLength(119);
    expect(made.page.match(/Somebody listening hears/g)).toHaveLength(119);
    expect(made.page).toContain("<bdi>link, graphic, Tangerine &amp; Daughters</bdi>");
    expect(made.page).toContain("海苔を巻いたおにぎり");
  });

  it("shows the pictures that the crawl holds, those of revisits too, and says where there is none", () => {
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

  it("has one heading of the first order, and skips none", () => {
    const levels = [...made.page.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("uses each id once", () => {
    const ids = attributes(made.page).filter(({ name }) => name === "id");
    expect(new Set(ids.map(({ value }) => value)).size).toBe(ids.length);
  });

  it("is the same when it is made again", async () => {
    expect((await report([sample])).page).toBe(made.page);
  });
});

describe("writeReport", () => {
  it("lets no page write into the report", async () => {
    const { page, reading } = await report([await warcFile("hostile.warc.gz", hostileRecords())]);
    expect(reading.counts.pages).toBe(hostileRecords().length);
    expectSelfContained(page);
    expect(page).not.toContain("<b>bold</b>");
    expect(page).not.toMatch(/href="\s*(javascript|data|file|vbscript):/i);
    expect(page).toContain("&lt;script&gt;pwned()&lt;/script&gt;");
  });

  it("reads HTML files, with the address that is given", async () => {
    const path = join(folder, "page.html");
    await writeFile(path, hostilePage);
    const { page, reading } = await report([path], { base: "https://example.org/there/" });
    expect(reading.files).toMatchObject([{ format: "html", counts: { pages: 1 } }]);
    expect(page).toContain("https://example.org/there/relative.png");
    expectSelfContained(page);
  });

  it("shows evenly spread pages of many, counts all, and says so", async () => {
    const pages = Array.from({ length: 50 }, (_, i) =>
      response(
        `https://example.org/${i}`,
        "text/html",
        `<title>Page number ${i}</title><img src=a.png alt="A picture">`,
      ),
    );
    const { page, reading } = await report([await warcFile("many.warc.gz", pages)], { maxPages: 8 });
    expect(reading.counts).toMatchObject({ pages: 50, images: 50, pairs: 50 });
    expect([...page.matchAll(/Page number (\d+)/g)].map(([, number]) => Number(number))).toEqual([
      0, 8, 16, 24, 32, 40, 48,
    ]);
    expect(page).toContain("The files hold 50 pages. Shown are 7 of them, evenly spread: every 8th.");
  });

  it("leaves out pictures that are too large, and what is no picture", async () => {
    const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(MAX_THUMBNAIL_BYTES)]);
    const { page } = await report([
      await warcFile("large.warc.gz", [
        response("https://example.org/", "text/html", '<img src="large.png"><img src="none.png">'),
        response("https://example.org/large.png", "image/png", png),
        response("https://example.org/none.png", "image/png", "<html><script>pwned()</script>"),
      ]),
    ]);
    expect(page).toContain("150 kB: too large for this report");
    expect(page).toContain("not in the crawl");
    expectSelfContained(page);
  });

  it("reads the other files when one cannot be read, and says which", async () => {
    const empty = join(folder, "empty.warc.gz");
    await writeFile(empty, "");
    const binary = join(folder, "binary.bin");
    await writeFile(
      binary,
      Uint8Array.from({ length: 1000 }, (_, i) => i % 256),
    );
    const missing = join(folder, "not-there.warc.gz");
    const { page, reading } = await report([missing, empty, sample, binary]);
    expect(reading.files.map(({ failure }) => failure !== undefined)).toEqual([true, true, false, true]);
    expect(reading.files[0]!.failure).toContain("There is no such file");
    expect(reading.counts.pages).toBe(17);
    expect(page.match(/class="failure"/g)).toHaveLength(3);
  });

  it("leaves an earlier report as it is when there is nothing to read", async () => {
    const { out, page } = await report([sample]);
    const missing = Array.from({ length: 7 }, (_, i) => join(folder, `not-there-${i}.html`));
    await expect(writeReport(missing, { out, maxPages: 5 })).rejects.toMatchObject({
      code: "cli/input",
      message: expect.stringMatching(/nothing to report on.*not-there-0\.html: There is no such file.*and 2 more$/),
    });
    expect((await readdir(out)).sort()).toEqual(["pairs.jsonl", "pairs.parquet", "report.html"]);
    expect(await readFile(join(out, "report.html"), "utf8")).toBe(page);
  });

  it("makes a report of a crawl without pages, too", async () => {
    const { page, reading } = await report([
      await warcFile("no-pages.warc.gz", [response("https://example.org/a.txt", "text/plain", "text")]),
    ]);
    expect(reading.counts).toEqual({ pages: 0, images: 0, imagesWithFindings: 0, pairs: 0 });
    expect(page).toContain("No page with an image was read.");
    expect(page).not.toContain("NaN");
  });

  it("goes on behind what is broken in a file, and lists it", async () => {
    const good = await readFile(sample);
    const broken = join(folder, "broken.warc.gz");
    await writeFile(
      broken,
      Buffer.concat([good.subarray(0, 40_000), Buffer.from("garbage".repeat(40)), good.subarray(60_000)]),
    );
    const { page, reading } = await report([broken]);
    expect(reading.files[0]!.failure).toBeUndefined();
    expect(reading.counts.pages).toBeGreaterThan(10);
    expect(Object.keys(reading.diagnostics).length).toBeGreaterThan(0);
    for (const code of Object.keys(reading.diagnostics)) expect(page).toContain(`<code>${code}</code>`);
  });

  it("says how far it is, and ends where it said", async () => {
    const seen: Progress[] = [];
    await report([sample, sample], { onProgress: (progress) => seen.push({ ...progress }) });
    const { size } = await stat(sample);
    for (const stage of ["read", "pictures"]) {
      const done = seen.filter((progress) => progress.stage === stage);
      expect(done.at(-1)).toMatchObject({ done: 2 * size, total: 2 * size, unit: "bytes" });
      expect(done.every(({ done: now }, i) => i === 0 || now >= done[i - 1]!.done)).toBe(true);
    }
  });

  it("stops when told to, and leaves no report that is not whole", async () => {
    const out = await mkdtemp(join(folder, "out-"));
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    await expect(writeReport([sample], { out, maxPages: 5, signal: controller.signal, onProgress })).rejects.toThrow(
      "enough",
    );
    expect(await readdir(out)).toEqual([]);
  });

  it("says where it cannot write", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    await expect(writeReport([sample], { out: join(file, "out"), maxPages: 5 })).rejects.toMatchObject({
      code: "cli/output",
    });
  });
});

const crawl = sharedData("crawl");

describe.skipIf(crawl === undefined)("writeReport on third-party crawl files", () => {
  it("takes from a WAT what pairsFromWat takes", async () => {
    const path = join(crawl!, "CC-MAIN-sample.warc.wat.gz");
    const { reading, page, out } = await report([path]);
    const expected = await collect(pairsFromWat(createReadStream(path), { filename: path }));
    expect(await collect(readJsonl(await readFile(join(out, "pairs.jsonl"))))).toEqual(expected);
    expect(reading.counts.pages).toBeGreaterThan(0);
    expect(page).not.toContain("line 0");
    expect(page).toContain("only src, alt and title are known");
  });

  it("reads every one of them, the broken ones with diagnostics", async () => {
    const entries = await readdir(crawl!, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && /\.(warc|arc|wat)(\.gz)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    expect(names.length).toBeGreaterThan(30);
    const { reading, page } = await report(names);
    expect(reading.files).toHaveLength(names.length);
    const failed = reading.files
      .filter(({ failure }) => failure !== undefined)
      .map(({ filename }) => basename(filename));
    // It is the first line of a record, of a version that does not exist, and nothing else.
    expect(failed).toEqual(["invalid-warcheaderversion-1.warc"]);
    expectSelfContained(page);
  });
});
