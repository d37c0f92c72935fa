import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { extractPage, optOutSignals } from "@alt2img/alt-text";
import { openBytes } from "@alt2img/core";
import { readWarc, readWat, searchCdxj, type WarcRecord } from "@alt2img/crawl";
import { htmlPagesFromWarc, pairsFromWarc, pairsFromWat, respectOptOut } from "@alt2img/dataset";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { makeTinyCrawl } from "../crawl/tiny-crawl.js";
import { tinyCrawl } from "../src/crawl.js";
import type { PageTruth, PairTruth } from "../src/crawl-truth.js";
import { tinyTrainingSet } from "../src/training-set.js";

const files = await tinyCrawl.files();
const file = (name: string): URL => files.find(({ path }) => path === name)!.url;
const warc = file("tiny-crawl.warc.gz");
const truth = await tinyCrawl.truth();
const lost = new Set(truth.broken.filter(({ page }) => page === "lost").map(({ url }) => url));
/** The one in whose record the file ends. */
const cutOff = new Set(truth.broken.filter(({ page }) => page === "first images").map(({ url }) => url));
const pagesLeft = truth.pages.filter(({ url }) => !lost.has(url) && !cutOff.has(url));

const counts = (items: Iterable<string>): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const item of items) found[item] = (found[item] ?? 0) + 1;
  return found;
};

describe("the pairs of the tiny crawl", () => {
  it("are exactly those in the truth", async () => {
    const stream = pairsFromWarc(createReadStream(warc));
    const pairs = await collect(stream);
    // One whose Content-Length is too great isn't cut off: its HTTP message is whole.
    expect(stream.counts.pagesTruncated).toBe(cutOff.size);
    const found = pairs.map(({ source: _, offset: __, length: ___, optOut, ...pair }) => ({
      ...pair,
      ...(optOut && { optOut: optOut.map(({ agent, signal }) => (agent === "*" ? signal : `${agent}: ${signal}`)) }),
    }));
    const wanted = truth.pairs.map(({ notInWat: _, ...pair }: PairTruth) => pair);
    expect(found).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(800);
  });

  it("from the WAT are those that a WAT can give: without sizes, and without opt-outs by header", async () => {
    const pairs = await collect(pairsFromWat(createReadStream(file("tiny-crawl.warc.wat.gz"))));
    const found = pairs.map(({ imageUrl, text, pageUrl }) => ({ imageUrl, text, pageUrl }));
    const inWat = truth.pairs.filter(({ notInWat }) => notInWat === undefined);
    expect(found).toEqual(inWat.map(({ imageUrl, text, pageUrl }) => ({ imageUrl, text, pageUrl })));
    expect(inWat.length).toBeLessThan(truth.pairs.length);
  });

  it("from pages that opted out are left out on request", async () => {
    const options = { recipe: { rules: [respectOptOut({ robots: ["gptbot"] })] } };
    const respectful = await collect(pairsFromWarc(createReadStream(warc), options));
    const optedOut = new Set(truth.pages.filter(({ optOut }) => optOut !== undefined).map(({ url }) => url));
    expect(respectful.length).toBe(truth.pairs.filter(({ pageUrl }) => !optedOut.has(pageUrl)).length);
    expect(optedOut.size).toBeGreaterThan(40);
  });
});

describe("the pages of the tiny crawl", async () => {
  const captured = await collect(htmlPagesFromWarc(createReadStream(warc)));
  const byUrl = new Map(captured.map((page) => [page.url, page]));

  it("are those in the truth, except the lost ones (one of them is there but can't be read)", () => {
    const unreadable = truth.broken.filter(({ fault }) => fault === "unknown content coding").map(({ url }) => url);
    const expected = truth.pages.filter(({ url }) => !lost.has(url) || unreadable.includes(url));
    expect(captured.map(({ url }) => url)).toEqual(expected.map(({ url }) => url));
  });

  it("say what the truth says, in every language and charset", () => {
    for (const expected of pagesLeft) {
      const { html, url, contentType = "", headers } = byUrl.get(expected.url)!;
      const page = extractPage(html, { url, contentType });
      expect(page.title, url).toBe(expected.title);
      expect(page.language, url).toBe(expected.language);
      const images = page.images.filter(({ element }) => element === "img");
      expect(
        images.map(({ alt = null }) => alt),
        url,
      ).toEqual(expected.images.map(({ alt }) => alt));
      expect(signalsOf(optOutSignals(page, headers)), url).toEqual(expected.optOut?.map(({ signal }) => signal) ?? []);
    }
  });

  it("are of many kinds, languages and charsets, with alt texts of every quality", () => {
    expect(truth.pages.length).toBeGreaterThan(300);
    expect(Object.keys(counts(truth.pages.map(({ kind }) => kind)))).toHaveLength(7);
    expect(Object.keys(counts(truth.pages.map(({ language }) => language)))).toHaveLength(15);
    expect(Object.keys(counts(truth.pages.map(({ charset }) => charset)))).toHaveLength(12);
    const qualities = counts(truth.pages.flatMap(({ images }) => images.map(({ quality }) => quality)));
    expect(Object.keys(qualities).sort()).toEqual(
      [
        "biased",
        "code",
        "decorative",
        "empty",
        "file-name",
        "good",
        "missing",
        "other-language",
        "placeholder",
        "stuffed",
        "wrong",
      ], // prettier-ignore
    );
  });

  it("show their pictures as often as the truth counts, by gender and by name", () => {
    const agency = truth.pages.filter(({ kind }) => kind === "agency").flatMap(({ images }) => images);
    for (const { occupation, images, women, men, called } of truth.occupations) {
      const shown = agency.filter(({ name }) => new RegExp(`^(wo)?man ${occupation}`).test(name));
      expect(shown).toHaveLength(images);
      expect(shown.filter(({ name }) => name.startsWith("woman"))).toHaveLength(women);
      expect(women + men).toBe(images);
      for (const [gender, words] of Object.entries(called)) {
        const noun = gender === "woman" ? "Female" : "Male";
        for (const [word, count] of Object.entries(words)) {
          expect(shown.filter(({ alt }) => alt?.startsWith(`${noun} ${word} `))).toHaveLength(count);
        }
      }
    }
  });
});

describe("the records of the tiny crawl", async () => {
  const reader = readWarc(await readFile(warc));
  const types: string[] = [];
  const statuses: string[] = [];
  const pictures = new Map<string, Uint8Array>();
  const mismatches: string[] = [];
  for await (const record of reader) {
    types.push(record.type);
    statuses.push(String(record.http?.status));
    // What is wrong with a body shows when it is decoded.
    const payload = await record.payload();
    if (record.mimeType === "image/webp" && record.type === "response") pictures.set(record.targetUri!, payload);
    if ((await verdicts(record)).includes("mismatch")) mismatches.push(record.targetUri!);
  }

  it("are of every kind that a crawler writes", () => {
    expect(new Set(types)).toEqual(new Set(["warcinfo", "request", "response", "metadata", "revisit"]));
    const found = counts(statuses);
    expect(Object.keys(found)).toEqual(expect.arrayContaining(["200", "301", "302", "308", "403", "404", "410"]));
  });

  it("hold the pictures of the training set, byte for byte", async () => {
    const rowOf = new Map(truth.pages.flatMap(({ images }) => images.map(({ url, row }) => [url, row] as const)));
    const rows = await collect(tinyTrainingSet.rows({ columns: ["image"] }));
    expect(pictures.size).toBeGreaterThan(400);
    for (const [url, bytes] of pictures) expect(bytes, url).toEqual(rows[rowOf.get(url)!]!.image);
  });

  it("are damaged where the truth says so, and nowhere else", () => {
    expect(reader.diagnosticCounts).toEqual({
      "crawl/bad-chunking": 1,
      "crawl/bad-encoding": 1,
      "crawl/content-length": 2,
      "crawl/damaged-member": 3,
      "crawl/garbage": 1,
      "crawl/unknown-encoding": 1,
    });
    const changed = ["wrong payload digest", "Content-Length too small"];
    const expected = truth.broken.filter(({ fault }) => changed.includes(fault)).map(({ url }) => url);
    expect(mismatches).toEqual(expected);
    expect(new Set(truth.broken.map(({ fault }) => fault)).size).toBe(10);
  });

  it("can be looked up in the index, and read one by one", async () => {
    const bytes = await readFile(warc);
    const index = openBytes(await readFile(file("tiny-crawl.cdxj")));
    const { url, title } = truth.pages.find(({ language }) => language === "ja")!;
    const [capture] = await collect(searchCdxj(index, url));
    const place = bytes.subarray(Number(capture!.offset), Number(capture!.offset) + Number(capture!.length));
    const [page] = await collect(htmlPagesFromWarc(place));
    expect(extractPage(page!.html, { url, contentType: page!.contentType ?? "" }).title).toBe(title);
  });

  it("are described by the WAT, with a title in every language", async () => {
    const pages = await collect(readWat(createReadStream(file("tiny-crawl.warc.wat.gz"))));
    const titles = new Map(pages.map(({ url, title }) => [url, title]));
    const wrong = pagesLeft.filter((page: PageTruth) => titles.has(page.url) && titles.get(page.url) !== page.title);
    expect(wrong).toEqual([]);
  });
});

describe("makeTinyCrawl", () => {
  it("makes the package's files byte for byte (`npm run crawl` updates them)", async () => {
    const made = await makeTinyCrawl();
    expect([...made.keys()].sort()).toEqual(await tinyCrawl.list());
    for (const [path, bytes] of made) expect(Buffer.compare(bytes, await tinyCrawl.read(path)), path).toBe(0);
    expect([...made.values()].reduce((sum, { length }) => sum + length, 0)).toBeLessThan(6_000_000);
  });
});

/** As the pairs name them. */
function signalsOf(signals: ReturnType<typeof optOutSignals>): string[] {
  const list = (["noai", "noimageai", "noindex", "noimageindex"] as const).flatMap((name) =>
    signals[name].map(({ agent }) => (agent === "*" ? name : `${agent}: ${name}`)),
  );
  return signals.tdmReservation?.reserved ? [...list, "tdm-reservation"] : list;
}

async function verdicts(record: WarcRecord): Promise<string[]> {
  return (await record.verifyDigests()).map(({ verdict }) => verdict);
}
