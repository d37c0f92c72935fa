import { createReadStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { collectBytes } from "@alt2img/core";
import { pairsFromWarc, pairsFromWat, readJsonl, writeJsonl } from "@alt2img/dataset";
import type { Reading } from "@alt2img/report";
import { collect } from "@alt2img/testing";
import { sharedData } from "@alt2img/testing/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type WriteReportOptions, writeReport } from "../src/report/write-report.js";

const sample = fileURLToPath(new URL("../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url));
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
  const { reading } = await writeReport(files, { maxPages: 100, out, ...options });
  return { reading, out, page: await readFile(join(out, "report.html"), "utf8") };
}

describe("writeReport", () => {
  it("writes the pairs that pairsFromWarc makes, as many as it counts, and nothing else", async () => {
    const { out, reading } = await report([sample]);
    expect((await readdir(out)).sort()).toEqual(["pairs.jsonl", "pairs.parquet", "report.html"]);
    const written = await readFile(join(out, "pairs.jsonl"));
    const pairs = writeJsonl(pairsFromWarc(createReadStream(sample), { filename: sample }));
    expect(written.equals(await collectBytes(pairs))).toBe(true);
    expect(await collect(readJsonl(written, { strict: true }))).toHaveLength(reading.counts.pairs);
    expect((await readFile(join(out, "pairs.parquet"))).toString("latin1", 0, 4)).toBe("PAR1");
  });

  it("resolves an HTML file's URLs against the base, or against the file", async () => {
    const path = join(folder, "page.html");
    await writeFile(path, '<img src="relative.png" alt="A picture">');
    const { page, reading } = await report([path], { base: "https://example.org/there/" });
    expect(reading.files).toMatchObject([{ format: "html", counts: { pages: 1 } }]);
    expect(page).toContain("https://example.org/there/relative.png");
    expect((await report([path])).page).toContain("file://");
  });

  it("reads the other files when one can't be read, and says which", async () => {
    const empty = join(folder, "empty.warc.gz");
    await writeFile(empty, "");
    const binary = join(folder, "binary.bin");
    const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    await writeFile(binary, bytes);
    const missing = join(folder, "not-there.warc.gz");
    const { page, reading } = await report([missing, empty, sample, binary, folder]);
    expect(reading.files.map(({ failure }) => failure !== undefined)).toEqual([true, true, false, true, true]);
    expect(reading.files[0]!.failure).toContain("There is no such file");
    expect(reading.files[4]!.failure).toContain("folder");
    expect(reading.counts.pages).toBe(17);
    expect(page.match(/class="failure">This file can’t be read/g)).toHaveLength(4);
  });

  it("keeps an earlier report when there is nothing to read", async () => {
    const { out, page } = await report([sample]);
    const missing = join(folder, "not-there.html");
    await expect(writeReport([missing], { out, maxPages: 5 })).rejects.toMatchObject({
      code: "report/nothing-to-read",
      message: expect.stringMatching(/not-there\.html: There is no such file/),
    });
    expect((await readdir(out)).sort()).toEqual(["pairs.jsonl", "pairs.parquet", "report.html"]);
    expect(await readFile(join(out, "report.html"), "utf8")).toBe(page);
  });

  it("stops when it is aborted, and leaves no incomplete report", async () => {
    const out = await mkdtemp(join(folder, "out-"));
    const controller = new AbortController();
    const onProgress = (): void => controller.abort(new Error("enough"));
    await expect(writeReport([sample], { out, maxPages: 5, signal: controller.signal, onProgress })).rejects.toThrow(
      "enough",
    );
    expect(await readdir(out)).toEqual([]);
  });

  it("says where it can't write", async () => {
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
    expect(page).toContain("has only src, alt and title");
  });

  it("reads all of them, the broken ones with diagnostics", async () => {
    const entries = await readdir(crawl!, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => entry.isFile() && /\.(warc|arc|wat)(\.gz)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    expect(names.length).toBeGreaterThan(30);
    const { reading } = await report(names);
    expect(reading.files).toHaveLength(names.length);
    const failed = reading.files
      .filter(({ failure }) => failure !== undefined)
      .map(({ filename }) => basename(filename));
    expect(failed).toEqual([]);
  });
});
