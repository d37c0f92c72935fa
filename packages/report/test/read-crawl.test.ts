import { readFile } from "node:fs/promises";
import { Alt2imgError, type Diagnostic, type Progress } from "@alt2img/core";
import { pairsFromWarc } from "@alt2img/dataset";
import { collect } from "@alt2img/testing";
import { describe, expect, it } from "vitest";
import { type CrawlInput, findPictures, readCrawl } from "../src/index.js";
import { inMemory, response, sampleCrawl, sampleFile, warcFile } from "./report-on.js";

function unreadable(filename: string): CrawlInput {
  const open = () => Promise.reject(new Alt2imgError("test/no-such-file", "There is no such file."));
  return { filename, byteLength: 0, url: "file:///", open };
}

describe("readCrawl", () => {
  it("yields pages with the pairs that pairsFromWarc makes", async () => {
    const pages = await collect(readCrawl([await sampleFile()]));
    const pairs = await collect(pairsFromWarc(await readFile(sampleCrawl), { filename: "sample-crawl.warc.gz" }));
    expect(pages.flatMap(({ pairs }) => pairs)).toEqual(pairs);
  });

  it("fills a reading that can be cloned and sent to a worker", async () => {
    const pages = readCrawl([await sampleFile()]);
    await collect(pages);
    expect(structuredClone(pages.reading)).toEqual(pages.reading);
  });

  it("notes the files that it can't read, and reads the others", async () => {
    const garbage = inMemory(
      "garbage.warc",
      Uint8Array.from({ length: 1000 }, (_, i) => i % 256),
    );
    const pages = readCrawl([unreadable("missing.warc.gz"), await sampleFile(), garbage]);
    await collect(pages);
    const { files, counts } = pages.reading;
    expect(files.map(({ failure }) => failure !== undefined)).toEqual([true, false, true]);
    expect(files[0]).toMatchObject({ filename: "missing.warc.gz", failure: "There is no such file." });
    expect(counts.pages).toBe(17);
  });

  it("throws when it can read none of the files, and names the first few", async () => {
    const files = Array.from({ length: 7 }, (_, i) => unreadable(`missing-${i}.html`));
    await expect(collect(readCrawl(files))).rejects.toMatchObject({
      code: "report/nothing-to-read",
      message: expect.stringMatching(/missing-0\.html: There is no such file\..*and 2 more$/),
    });
  });

  it("passes on errors that aren't a file's fault", async () => {
    const open = () => Promise.reject(new TypeError("a mistake"));
    await expect(collect(readCrawl([{ ...unreadable("page.html"), open }]))).rejects.toThrow("a mistake");
  });

  it("counts diagnostics, keeps the first of each kind and reports them", async () => {
    const seen: Diagnostic[] = [];
    const html = '<img src="https://[" alt="One"><img src="https://[" alt="Two">';
    const file = await warcFile("odd.warc.gz", [response("https://example.org/", "text/html", html)]);
    const pages = readCrawl([file], { onDiagnostic: (diagnostic) => seen.push(diagnostic) });
    await collect(pages);
    expect(pages.reading.diagnostics).toEqual({ "alt-text/url": 2 });
    expect(pages.reading.examples).toEqual([seen[0]]);
    expect(seen).toHaveLength(2);
  });

  it("reports progress over all files, which never falls and ends at the total", async () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress): void => void seen.push({ ...progress });
    const files = [await sampleFile(), await sampleFile()];
    const pages = readCrawl(files, { onProgress });
    await collect(pages);
    await findPictures(files, pages.reading, { onProgress });
    const total = 2 * files[0]!.byteLength;
    for (const stage of ["read", "pictures"]) {
      const done = seen.filter((progress) => progress.stage === stage);
      expect(done.at(-1)).toMatchObject({ done: total, total, unit: "bytes" });
      expect(done.every(({ done: now }, i) => i === 0 || now >= done[i - 1]!.done)).toBe(true);
    }
  });

  it("stops when it is aborted", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(collect(readCrawl([await sampleFile()], { signal }))).rejects.toThrow("enough");
  });
});
