import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { ImageTextPair } from "@alt2img/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const folder = fileURLToPath(new URL("../", import.meta.url));
let temporary: string;

beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), "crawl-to-pairs-"));
});
afterAll(() => rm(temporary, { recursive: true }));

function crawlToPairs(...args: string[]) {
  const options = ["--conditions=@alt2img/source", "--import", "tsx", "crawl-to-pairs.ts"];
  return run(process.execPath, [...options, ...args], { cwd: folder });
}

describe("crawl-to-pairs", () => {
  it("writes the sample crawl's pairs to standard output, without those that LAION leaves out or that opted out", async () => {
    const { stdout, stderr } = await crawlToPairs();
    const pairs: ImageTextPair[] = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(pairs[0]).toMatchObject({
      imageUrl: "https://cdn.tangerine-teapots.example/2024/captain-blue.png",
      text: "Round blue teapot with a band of yellow dots, steam rising from its spout",
      source: "alt",
      pageUrl: "https://www.tangerine-teapots.example/teapots",
      width: 320,
      height: 240,
    });
    expect(pairs.every(({ text }) => [...text].length >= 5)).toBe(true);
    expect(pairs.some(({ pageUrl }) => pageUrl.includes("mina-okafor"))).toBe(false);
    expect(pairs).toHaveLength(52);
    expect(stderr.split("\n").slice(1)).toEqual([
      "17 pages, 100 img elements, 100 texts looked for",
      "  − 19 no text",
      "  − 0 no http(s) address",
      "  − 2 address outside src",
      "  − 27 address with .svg or .gif",
      "  − 0 fewer than 5 characters",
      "  − 0 opted out",
      "  = 52 pairs",
      "",
    ]);
  });

  it("writes Parquet to a file", async () => {
    const file = join(temporary, "pairs.parquet");
    const { stdout } = await crawlToPairs(
      fileURLToPath(new URL("../../sample-crawl/sample-crawl.warc.gz", import.meta.url)),
      file,
    );
    expect(stdout).toBe("");
    const bytes = await readFile(file);
    expect([bytes.toString("latin1", 0, 4), bytes.toString("latin1", bytes.length - 4)]).toEqual(["PAR1", "PAR1"]);
  });

  it("says in one sentence what is wrong with a file", async () => {
    await expect(crawlToPairs(join(folder, "package.json"))).rejects.toThrow("It looks like JSON.");
    await expect(crawlToPairs("nowhere.warc.gz")).rejects.toThrow(
      /^[^\n]*\ncrawl-to-pairs: nowhere\.warc\.gz: ENOENT: no such file[^\n]*\n$/,
    );
  });
});
