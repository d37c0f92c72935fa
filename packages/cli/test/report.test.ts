import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCli, temporaryFolder } from "./run-cli.js";

const sample = fileURLToPath(new URL("../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url));

describe("alt2img report", () => {
  it("writes into out, reports progress in plain lines, and ends with what it made", async () => {
    const cwd = temporaryFolder();
    const { status, stdout, stderr } = await runCli(["report", sample], { cwd });
    expect(status).toBe(0);
    expect(stdout.toString()).toBe("");
    expect(stderr).not.toContain("\u001b");
    expect(stderr.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^Reading 164 kB$/),
      "Writing pairs.parquet",
      expect.stringMatching(/^Looking for pictures in 164 kB$/),
      "17 pages, 119 images (100 img elements), 81 image–text pairs; a training crawl like LAION's takes 52 of the pairs",
      "Each alt text of an img element with an http(s) address in src, srcset, data-src or the like makes a pair.",
      expect.stringMatching(/^\d+ images with findings$/),
      join("out", "report.html"),
    ]);
    expect((await readdir(join(cwd, "out"))).sort()).toEqual(["pairs.jsonl", "pairs.parquet", "report.html"]);
  });

  it("takes a folder and a number of pages, and is quiet on request", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["report", sample, "--out", "a/b", "--pages", "2", "-q"], { cwd });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(await readFile(join(cwd, "a/b/report.html"), "utf8")).toContain("one in every 16");
  });

  it("names a file that it can't read, reads the others, and sets its exit status", async () => {
    const cwd = temporaryFolder();
    await writeFile(join(cwd, "text\u001b[2J.txt"), "no crawl");
    const { status, stderr } = await runCli(["report", "text\u001b[2J.txt", sample], { cwd });
    expect(status).toBe(3);
    expect(stderr).toContain("alt2img: text\ufffd[2J.txt: The file is neither an HTML page nor a crawl file");
    expect(stderr).toContain("17 pages");
  });

  it("reads its inputs' names from stdin, and each file once", async () => {
    const cwd = temporaryFolder();
    await copyFile(sample, join(cwd, "copy.warc.gz"));
    const stdin = `${sample}\n\ncopy.warc.gz\n./copy.warc.gz\n`;
    const { status, stderr } = await runCli(["report", "-"], { cwd, stdin });
    expect(status).toBe(0);
    expect(stderr).toContain("34 pages, 238 images");
    expect(stderr).toContain("Ignored 1 duplicate input: ./copy.warc.gz");
  });

  it("scores the pairs of the tiny crawl, and compares them with what its texts are", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["report", sample, "--score", "tiny-crawl"], { cwd });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stderr).toContain("the tiny CLIP keeps 482 of the 839 pairs of tiny-crawl.warc.gz that have a picture\n");
    const report = await readFile(join(cwd, "out/report.html"), "utf8");
    expect(report).toContain(
      '<th scope="row">the text of another picture</th><td>26</td><td>0.11</td><td>3 (12 %)</td>',
    );
    expect(report).toContain("119 images");
    // The tiny CLIP has learned English only: see the rows above.
    expect(report).toContain("<bdi>en</bdi></th><td>");
    expect(report).toMatch(/<b>0\.315<\/b><\/th><td>482<\/td><td>76 % \(72 to 80 %\)<\/td><td>57 % \(53 to 61 %\)/);
  });

  it("scores the pairs of its own files, with a threshold of your own", async () => {
    const cwd = temporaryFolder();
    const args = ["report", sample, "--score", "files", "--threshold", "-1", "--model", "tiny"];
    const { status, stderr } = await runCli(args, { cwd });
    expect(status).toBe(0);
    const [, kept, scored] = /the tiny CLIP keeps (\d+) of the (\d+) pairs of sample-crawl/.exec(stderr) ?? [];
    expect(kept).toBe(scored);
    expect(Number(scored)).toBeGreaterThan(30);
  });

  it("says so if no picture is there to be scored", async () => {
    const cwd = temporaryFolder();
    await writeFile(join(cwd, "page.html"), '<img src="https://a.example/a.png" alt="A dog in the snow">');
    const args = ["report", "page.html", "--score", "files", "--threshold", "0.999"];
    const { status, stderr } = await runCli(args, { cwd });
    expect(status).toBe(0);
    expect(stderr).toContain("the tiny CLIP has scored nothing: page.html holds none of the pictures");
    expect(await readFile(join(cwd, "out/report.html"), "utf8")).toContain("More than 99 % of pairs that don’t belong");
  });

  it("writes no report if the model can't be loaded, and says why", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["report", sample, "--score", "files", "--model", "."], { cwd });
    expect(status).not.toBe(0);
    expect(stderr).toContain("has neither text_model and vision_model nor a model with both");
    expect(await readdir(join(cwd, "out"))).not.toContain("report.html");
  });

  it.each([
    ["a threshold that isn't a cosine", ["report", "x", "--score", "files", "--threshold", "2"], "from -1 to 1"],
    ["another crawl", ["report", "x", "--score", "web"], "files, tiny-crawl"],
    ["no file", ["report"], "missing required argument"],
    ["no pages", ["report", "x", "--pages", "0"], "whole number, at least 1"],
  ])("refuses %s", async (_, args, message) => {
    const { status, stderr } = await runCli(args, { cwd: temporaryFolder() });
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it("leaves no empty folder behind when it fails, and removes none that was there before", async () => {
    const cwd = temporaryFolder();
    const { status, stderr } = await runCli(["report", "missing.warc.gz", "--out", "a/b"], { cwd });
    expect(status).toBe(3);
    expect(stderr).toContain("missing.warc.gz: There is no such file");
    expect(await readdir(cwd)).toEqual([]);
    await mkdir(join(cwd, "a"));
    await runCli(["report", "missing.warc.gz", "--out", "a/b"], { cwd });
    expect(await readdir(cwd, { recursive: true })).toEqual(["a"]);
  });

  it("says where it can't write", async () => {
    const cwd = temporaryFolder();
    await writeFile(join(cwd, "out"), "");
    const { status, stderr } = await runCli(["report", sample], { cwd });
    expect(status).toBe(4);
    expect(stderr).toContain("Cannot write out");
  });
});
