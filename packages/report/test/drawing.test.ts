import { describe, expect, it } from "vitest";
import { type DrawnPrompt, readCrawl, reportPage } from "../src/index.js";
import { inMemory } from "./report-on.js";

const dataUrl = "data:image/png;base64,iVBORw0KGgo=";
const frames = [1, 20].map((step) => ({ step, dataUrl }));
const drawing: DrawnPrompt = {
  ...{ prompt: "bird", model: "the tiny Stable Diffusion", seed: 0, steps: 20, known: 170 },
  strips: [
    { painter: "network", frames },
    { painter: "memorising", frames, nearest: { name: "owl", difference: 0.0004, dataUrl } },
    { painter: "recombining", frames, nearest: { name: "duck", difference: 0.183, dataUrl } },
  ],
};

async function chapterOf(shown?: DrawnPrompt): Promise<string> {
  const crawl = readCrawl([inMemory("page.html", new TextEncoder().encode("<img src=a.png alt=A>"))]);
  for await (const _ of crawl);
  const page = reportPage(crawl.reading, { drawing: shown });
  return /<section id="drawing".*?<\/section>/s.exec(page)?.[0] ?? "";
}

describe("drawingChapter", () => {
  it("shows a strip for each painter, and what its result is like", async () => {
    const chapter = await chapterOf(drawing);
    expect(chapter).toContain("20 times");
    expect(chapter).toContain("170 drawings with this caption");
    expect(chapter.match(/<figure class="strip">/g)).toHaveLength(3);
    expect(chapter.match(/class="result"/g)).toHaveLength(3);
    expect(chapter).toContain("is “owl”");
    expect(chapter).toContain("nearest: “duck”, 18 % away");
  });

  it("says so if there is no drawing to draw from", async () => {
    const chapter = await chapterOf({ ...drawing, known: 0, strips: drawing.strips.slice(0, 1) });
    expect(chapter.match(/<figure/g)).toHaveLength(1);
    expect(chapter).toContain("No drawing of the training set");
  });

  it("takes prompts for text", async () => {
    expect(await chapterOf({ ...drawing, prompt: "<img src=x onerror=alert(1)>" })).toContain("&lt;img src=x");
  });

  it("is left out if nothing was drawn", async () => {
    expect(await chapterOf()).toBe("");
  });
});
