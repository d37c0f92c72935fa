import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { NewWarcRecord } from "@alt2img/crawl";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import {
  type CrawlScores,
  type PairEmbedder,
  readCrawl,
  reportPage,
  type ScoreCrawlOptions,
  scoreCrawl,
} from "../src/index.js";
import { inMemory, response, warcFile } from "./report-on.js";

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A picture of the direction `degrees`, as far as `compass` is concerned. */
const picture = (degrees: number): Uint8Array => new Uint8Array([...PNG, degrees]);
const broken: Uint8Array = new Uint8Array(PNG);

/** Embeds a picture and a text by the angle that they name. */
function compass(): PairEmbedder & { images: number; texts: number } {
  const at = (degrees: number): Float32Array =>
    new Float32Array([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]);
  return {
    images: 0,
    texts: 0,
    async embedImages(images) {
      if (images.some((image) => image.length === PNG.length)) throw new Alt2imgError("image/broken", "No pixels.");
      this.images += images.length;
      return images.map((image) => at(image[PNG.length]!));
    },
    async embedTexts(texts) {
      this.texts += texts.length;
      return texts.map((text) => at(Number.parseInt(text, 10)));
    },
  };
}

const page = (html: string): NewWarcRecord => response("https://a.example/", "text/html", html);

type Scored = { scores: CrawlScores; page: string };

async function score(
  records: NewWarcRecord[],
  embedder: PairEmbedder = compass(),
  options: Partial<ScoreCrawlOptions> = {},
): Promise<Scored> {
  const files = [await warcFile("folder/crawl.warc.gz", records)];
  const crawl = readCrawl(files);
  const pairs: ImageTextPair[] = (await collect(crawl)).flatMap((each) => each.pairs);
  const scores = await scoreCrawl(files, crawl.reading, pairs, embedder, {
    model: "compass",
    threshold: 0.5,
    thresholdReason: "Sixty degrees.",
    ...options,
  });
  return { scores, page: reportPage(crawl.reading, { scores }) };
}

describe("scoreCrawl", () => {
  it("gives each pair the cosine of its picture and its text", async () => {
    const { scores } = await score([
      page('<img src=0.png alt="0 degrees"><img src=0.png alt="90 degrees"><img src=200.png alt="20 degrees">'),
      response("https://a.example/0.png", "image/png", picture(0)),
      response("https://a.example/200.png", "image/png", picture(200)),
    ]);
    expect(scores.best.map(({ text, cosine }) => [text, Math.round(cosine * 100)])).toEqual([
      ["0 degrees", 100],
      ["90 degrees", 0],
      ["20 degrees", -100],
    ]);
    expect(scores.worst[0]?.text).toBe("20 degrees");
    expect(scores).toMatchObject({ crawl: "crawl.warc.gz", pairs: 3, scored: 3, kept: 1 });
    expect(scores.histogram.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(3);
    expect(scores.histogram.map(({ from }) => from).at(-1)).toBe(1);
  });

  it("counts pairs without a picture and with one that can't be read, and scores the others", async () => {
    const { scores } = await score([
      page(
        '<img src=here.png alt="0 degrees"><img src=gone.png alt="0 degrees"><img src=bad.png alt="0 degrees"><img src=page.png alt="0 degrees">',
      ),
      response("https://a.example/bad.png", "image/png", broken),
      response("https://a.example/page.png", "image/png", "<!doctype html><p>Not found"),
      response("https://a.example/here.png", "image/png", picture(0)),
    ]);
    expect(scores).toMatchObject({ pairs: 4, withoutPicture: 2, unreadable: 1, scored: 1, kept: 1 });
  });

  it("takes the picture of an earlier record for a revisit", async () => {
    const digest: NewWarcRecord["headers"] = [["WARC-Payload-Digest", "sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]];
    const { scores } = await score([
      page('<img src=a.png alt="0 degrees"><img src=b.png alt="0 degrees">'),
      { ...response("https://a.example/a.png", "image/png", picture(0)), headers: digest },
      { ...response("https://a.example/b.png", "image/png", ""), type: "revisit", headers: digest },
    ]);
    expect(scores).toMatchObject({ scored: 2, withoutPicture: 0 });
    expect(scores.best.every(({ dataUrl }) => dataUrl !== undefined)).toBe(true);
  });

  it("embeds equal pictures and texts once", async () => {
    const embedder = compass();
    const { scores } = await score(
      [
        page('<img src=a.png alt="0 degrees"><img src=a.png alt="0 degrees"><img src=a.png alt="90 degrees">'),
        response("https://a.example/a.png", "image/png", picture(0)),
        response("https://a.example/a.png", "image/png", picture(90)),
      ],
      embedder,
    );
    expect([embedder.images, embedder.texts]).toEqual([1, 2]);
    expect(scores.scored).toBe(3);
    expect(scores.best).toHaveLength(2);
  });

  it("compares the scores with what is known about the texts", async () => {
    const { scores, page: report } = await score(
      [
        page('<img src=a.png alt="0 right"><img src=a.png alt="10 right"><img src=a.png alt="90 wrong">'),
        response("https://a.example/a.png", "image/png", picture(0)),
      ],
      compass(),
      { verdictOf: ({ text }) => text.split(" ")[1] },
    );
    expect(scores.verdicts).toEqual([
      { verdict: "wrong", pairs: 1, kept: 0, mean: expect.closeTo(0, 6) },
      { verdict: "right", pairs: 2, kept: 2, mean: expect.closeTo(0.9924, 4) },
    ]);
    expect(report).toContain('<th scope="row">wrong</th><td>1</td><td>0.00</td><td>0 (0 %)</td>');
  });

  it("says how well the scores find the texts that fit, at thresholds around the scores and at its own", async () => {
    const records = [
      page(
        '<img src=a.png alt="0 fits"><img src=a.png alt="80 fits"><img src=a.png alt="89 not"><img src=a.png alt="9 unknown">',
      ),
      response("https://a.example/a.png", "image/png", picture(0)),
    ];
    const fitsOf: ScoreCrawlOptions["fitsOf"] = ({ text }) =>
      text.endsWith("unknown") ? undefined : text.endsWith("fits");
    const { scores, page: report } = await score(records, compass(), { fitsOf, threshold: 0.17 });
    const at = (threshold: number): number[] | undefined => {
      const point = scores.curve.find((each) => each.threshold === threshold);
      return point && [point.kept, point.precision.share, point.recall.share];
    };
    expect(scores.curve.map(({ threshold }) => threshold)).toEqual(
      scores.curve.map(({ threshold }) => threshold).toSorted((a, b) => a - b),
    );
    expect(at(0)).toEqual([3, 2 / 3, 1]);
    expect(at(0.17)).toEqual([2, 1, 1]);
    expect(at(1)).toEqual([1, 1, 0.5]);
    expect(report).toContain(
      '<th scope="row"><b>0.170</b></th><td>2</td><td>100 % (34 to 100 %)</td><td>100 % (34 to 100 %)</td>',
    );
    expect(report).toContain("Without a filter, 67 % fit.");
    expect((await score(records)).scores.curve).toEqual([]);
  });

  it("says what LAION's rules leave out, and whose pairs these are", async () => {
    const { scores, page: report } = await score(
      [
        page('<img src=a.png alt="0 degrees"><img src=a.png alt="90 degrees"><img src=gone.png alt="0 degrees">'),
        response("https://a.example/a.png", "image/png", picture(0)),
      ],
      compass(),
      { languageOf: () => "<de>" },
    );
    expect(scores.laion.report.counts).toMatchObject({ read: 3, kept: 1, failed: 1 });
    expect(scores.laion.smallFiles).toBe(2);
    const chapter = report.slice(report.indexOf('<section id="losses"'));
    expect(chapter).toContain('<th scope="row">no picture, or one that can’t be read</th><td>−1</td>');
    expect(chapter).toContain('<th scope="row">text not like the image</th><td>−1</td>');
    expect(chapter).toContain("<bdi>&lt;de&gt;</bdi></th><td>2</td><td>3</td><td>67 %</td>");
    expect(chapter).not.toContain("How often the filter is right");
  });

  it("counts its progress up to the end, and stops with the signal's reason", async () => {
    const steps: string[] = [];
    const records = [
      page('<img src=a.png alt="0 degrees"><img src=gone.png alt="9 degrees">'),
      response("https://a.example/a.png", "image/png", picture(0)),
    ];
    await score(records, compass(), { onProgress: ({ done, total }) => steps.push(`${done}/${total}`) });
    expect(steps.at(0)).toBe("0/4");
    expect(steps.at(-1)).toBe("4/4");
    const reason = new Error("enough");
    await expect(score(records, compass(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("scoresChapter", () => {
  it("names every loss, and shows texts as texts", async () => {
    const { page: report } = await score([
      page('<img src=a.png alt="0 <b>bold</b>"><img src=a.png alt="90 degrees"><img src=gone.png alt="0 degrees">'),
      response("https://a.example/a.png", "image/png", picture(0)),
    ]);
    const chapter = report.slice(report.indexOf('<section id="scores"'), report.indexOf('<section id="losses"'));
    for (const [label, value] of [
      ["image–text pairs", "3"],
      ["picture not in the crawl", "−1"],
      ["pairs with a score", "2"],
      ["below the threshold", "−1"],
      ["pairs that are kept", "1"],
    ]) {
      expect(chapter).toContain(`<tr><th scope="row">${label}</th><td>${value}</td></tr>`);
    }
    expect(chapter).toContain("0 &lt;b&gt;bold&lt;/b&gt;");
    expect(chapter).toContain("data:image/png;base64,");
  });

  it("is left out without scores", async () => {
    const file = inMemory("page.html", new TextEncoder().encode("<img src=a.png alt=A>"));
    const crawl = readCrawl([file]);
    await collect(crawl);
    expect(reportPage(crawl.reading)).not.toMatch(/id="(?:scores|losses)"/);
  });
});
