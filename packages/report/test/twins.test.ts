import { describe, expect, it } from "vitest";
import { type ComparedTwins, readCrawl, reportPage } from "../src/index.js";
import { inMemory } from "./report-on.js";

const dataUrl = "data:image/png;base64,iVBORw0KGgo=";
const twins: ComparedTwins = {
  ...{ models: ["Even data", "Skewed data"], seeds: [0, 1, 2], steps: 20 },
  prompts: [
    { prompt: "pilot", women: [0.526, 0.104], pictures: [Array(3).fill(dataUrl), Array(3).fill(dataUrl)] },
    { prompt: "<b>cook", women: [0.5, 0.384], pictures: [Array(3).fill(dataUrl), Array(3).fill(dataUrl)] },
  ],
};

async function chapterOf(shown?: ComparedTwins): Promise<string> {
  const crawl = readCrawl([inMemory("page.html", new TextEncoder().encode("<img src=a.png alt=A>"))]);
  for await (const _ of crawl);
  return /<section id="twins".*?<\/section>/s.exec(reportPage(crawl.reading, { twins: shown }))?.[0] ?? "";
}

describe("twinsChapter", () => {
  it("shows each prompt's pictures by both models, with what is in their data", async () => {
    const chapter = await chapterOf(twins);
    expect(chapter.match(/<figure/g)).toHaveLength(2);
    expect(chapter.match(/<img /g)).toHaveLength(12);
    expect(chapter).toContain("Even data: of its drawings with this caption, <b>53 %</b>");
    expect(chapter).toContain("Skewed data: of its drawings with this caption, <b>10 %</b>");
    expect(chapter).toContain('alt="“pilot” by Skewed data, picture 3"');
  });

  it("takes prompts for text", async () => {
    expect(await chapterOf(twins)).toContain("“<bdi>&lt;b&gt;cook</bdi>”");
  });

  it("is left out if nothing was compared", async () => {
    expect(await chapterOf()).toBe("");
  });
});
