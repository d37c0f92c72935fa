// The chapters that show what comes after the pairs: the search, the training set, and what is left out.
import { wordnet } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import { describe, expect, it } from "vitest";
import {
  crawlScores,
  type FoundPairs,
  namedConcepts,
  type Reading,
  type ReportPageOptions,
  readCrawl,
  reportPage,
  type TracedPictures,
} from "../src/index.js";
import { inMemory } from "./report-on.js";

const dataUrl = "data:image/png;base64,iVBORw0KGgo=";

async function readingOf(page: string, options: Parameters<typeof readCrawl>[1] = {}): Promise<Reading> {
  const crawl = readCrawl([inMemory("page.html", new TextEncoder().encode(page))], options);
  for await (const _ of crawl);
  return crawl.reading;
}

async function chapterOf(id: string, options: ReportPageOptions): Promise<string> {
  const page = reportPage(await readingOf("<img src=a.png alt=A>"), options);
  return new RegExp(`<section id="${id}".*?</section>`, "s").exec(page)?.[0] ?? "";
}

const found: FoundPairs = {
  ...{ query: "<b>bird", dataset: "dataset", rows: 1234, model: "the tiny CLIP" },
  byWords: [],
  byModel: [{ row: 1007, text: "<i>Penguin", imageUrl: "https://a.example/a.png", similarity: -0.04, dataUrl }],
};

describe("searchChapter", () => {
  it("shows what is found in each way, as text", async () => {
    const chapter = await chapterOf("search", { found });
    expect(chapter).toContain("1,234 pairs");
    expect(chapter).toContain("“<bdi>&lt;b&gt;bird</bdi>”");
    expect(chapter).toContain("No text of the dataset has this word.");
    expect(chapter).toContain("<b>−0.04</b>");
    expect(chapter).toContain("&lt;i&gt;Penguin");
    expect(chapter).toContain("row 1,007");
    expect(await chapterOf("search", { found: { ...found, query: "two words" } })).toContain("all of these words");
  });

  it("is left out without a search or without pairs", async () => {
    expect(await chapterOf("search", {})).toBe("");
    expect(await chapterOf("search", { found: { ...found, rows: 0 } })).toBe("");
  });
});

const traced: TracedPictures = {
  ...{ model: "the tiny CLIP", images: 18_033 },
  pictures: [
    {
      ...{ painter: "memorising", dataUrl, verdict: "yes", probability: 0.987 },
      nearest: [{ row: 42, captions: ["<b>owl", "bird"], similarity: 1, author: "A. Nyone", license: "MIT", dataUrl }],
    },
    { painter: "network", dataUrl, verdict: "no", probability: 0.01, nearest: [] },
  ],
};

describe("trainedOnChapter", () => {
  it("shows the nearest training images with captions and authors, and the verdict", async () => {
    const chapter = await chapterOf("trained-on", { traced });
    expect(chapter).toContain("All 18,033 images");
    expect(chapter).toContain("It is a copy of a training image (probability 0.99).");
    expect(chapter).toContain("“<bdi>&lt;b&gt;owl</bdi>”, also “<bdi>bird</bdi>”");
    expect(chapter).toContain("row 42, A. Nyone, MIT");
    expect(chapter).toContain("which isn’t a proof.");
  });
});

describe("notes", () => {
  it("follow what a chapter shows, or are all that it has", async () => {
    const notes = { search: "Words <only>.", twins: "No twin." };
    expect(await chapterOf("search", { found, notes })).toMatch(
      /row 1,007.*<p class="left-out">Words &lt;only&gt;\.<\/p>/s,
    );
    const twins = await chapterOf("twins", { notes });
    expect(twins).toContain("Now change the data</h2>");
    expect(twins).toContain('<p class="left-out">No twin.</p>');
  });
});

describe("namedConcepts", () => {
  it("lists what the chapter counts, with ImageNet's classes", async () => {
    const options = { taxonomy: taxonomy(await wordnet()) };
    const page = '<img src=a.png alt="A teapot"><img src=b.png alt="Teapot and penguin">';
    const [teapot, penguin] = namedConcepts(await readingOf(page, options));
    expect(teapot).toMatchObject({ wnid: "n04398044", lemmas: ["teapot"], texts: 2, imageNetClasses: ["n04398044"] });
    expect(penguin).toMatchObject({ lemmas: ["penguin"], texts: 1 });
    expect(namedConcepts(await readingOf(page))).toEqual([]);
  });
});

describe("crawlScores", () => {
  it("counts pairs that are scored already, and asks only for the pictures that it shows", async () => {
    const pair = { source: "alt", pageUrl: "https://a.example/", filename: "a", offset: 0, length: 1 } as const;
    const asked: string[] = [];
    const scores = await crawlScores(
      [
        { ...pair, imageUrl: "https://a.example/1.png", text: "A red apple", similarity: 0.5 },
        { ...pair, imageUrl: "https://a.example/2.png", text: "A green pear", similarity: 0.1 },
        { ...pair, imageUrl: "https://a.example/3.png", text: "No picture" },
        { ...pair, imageUrl: "https://a.example/4.png", text: "Not a picture", unreadable: true },
      ],
      {
        ...{ crawl: "a", model: "m", threshold: 0.3, thresholdReason: "So." },
        dataUrlOf: async (url) => {
          asked.push(url);
          return dataUrl;
        },
      },
    );
    expect(scores).toMatchObject({ pairs: 4, scored: 2, kept: 1, withoutPicture: 1, unreadable: 1 });
    expect(scores.laion.report.counts).toMatchObject({ read: 4, kept: 1, failed: 2 });
    expect(scores.best[0]).toMatchObject({ text: "A red apple", dataUrl });
    expect(new Set(asked).size).toBe(2);
  });
});
