import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Dataset, openDataset } from "@alt2img/dataset/store";
import { describe, expect, test } from "vitest";
import { finish, runCli, startCli, temporaryFolder } from "../run-cli.js";

const warc = fileURLToPath(import.meta.resolve("@alt2img/tiny-crawl/files/tiny-crawl.warc.gz"));
const options = [
  ...["--images", "crawl", "--clip", "tiny", "--preset", "laion400m"],
  ...["--rule", "min-file-size=100", "--rule", "min-similarity=0.2", "--if-missing", "reject"],
];

async function rowsOf(dataset: Dataset, columns?: string[]): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const { row } of dataset.rows({ columns })) rows.push(row);
  return rows;
}

/** The bytes of every file, by its path. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length), readFileSync(path, "base64")];
    }),
  );
}

describe("alt2img dataset build", () => {
  test("measures, filters and stores the tiny crawl, and accounts for every pair", async () => {
    const cwd = temporaryFolder();
    cpSync(warc, join(cwd, "tiny.warc.gz"));
    const { status, stderr } = await runCli(["dataset", "build", "tiny.warc.gz", "--out", "set", ...options], { cwd });
    expect(stderr).toContain("pairs kept; the others are in set/rejected");
    // The tiny crawl has broken records on purpose.
    expect(stderr).toContain("1 × crawl/garbage; the first: ");
    expect(status).toBe(0);
    const [kept, rejected, measured] = await Promise.all(
      ["set", "set/rejected", "set/measured"].map((name) => openDataset(join(cwd, name))),
    );
    const { counts } = kept!.manifest!.provenance;
    expect(counts!.read).toBe(kept!.rowCount + rejected!.rowCount);
    expect(counts!.kept).toBe(kept!.rowCount);
    expect(Object.values(counts!.rejected).reduce((sum, count) => sum + count, 0)).toBe(rejected!.rowCount);
    expect(measured!.rowCount).toBeGreaterThan(kept!.rowCount);
    const rows = await rowsOf(kept!, ["similarity", "WIDTH", "HEIGHT", "bytes", "phash", "sha256", "image_embedding"]);
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      expect(row).toMatchObject({
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        phash: expect.stringMatching(/^[0-9a-f]{16}$/),
      });
      expect(row["similarity"]).toBeGreaterThanOrEqual(0.2);
      expect(row["bytes"]).toBeGreaterThanOrEqual(100);
      expect(row["image_embedding"]).toHaveLength(128);
    }
    // A fifth of the crawl's pictures are captures of the same bytes at another address: revisits.
    const revisited = "https://en.pocketpedia.example/media/noto-v1/penguin.webp";
    const [penguin] = (await rowsOf(measured!, ["URL", "bytes"])).filter((row) => row["URL"] === revisited);
    expect(penguin!["bytes"]).toBeGreaterThan(100);
    const reasons = await rowsOf(rejected!, ["rule", "reason", "threshold"]);
    expect(reasons).toContainEqual({
      rule: "fewer than 5 characters",
      reason: "text length 4 is below 5",
      threshold: { atLeast: 5 },
    });
    expect(reasons.every(({ rule, reason }) => rule !== undefined && reason !== undefined)).toBe(true);
  });

  test("continues after a kill, to the same bytes, and says when it is complete", async () => {
    const cwd = temporaryFolder();
    for (const name of ["a", "b"]) cpSync(warc, join(cwd, `${name}.warc.gz`));
    const rules = [
      "--images",
      "crawl",
      "--preset",
      "cc2dataset",
      "--rule",
      "min-file-size=900",
      "--if-missing",
      "reject",
    ];
    const args = (out: string): string[] => ["dataset", "build", "a.warc.gz", "b.warc.gz", "--out", out, ...rules];
    const child = startCli(args("killed"), { cwd });
    const ended = finish(child);
    while (manifestOf(join(cwd, "killed/measured")).inputs === undefined) await later(10);
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
    expect(manifestOf(join(cwd, "killed/measured")).inputs).toHaveLength(1);
    await runCli(args("killed"), { cwd });
    await runCli(args("whole"), { cwd });
    expect(filesIn(join(cwd, "killed"))).toEqual(filesIn(join(cwd, "whole")));
    const again = await runCli(args("killed"), { cwd });
    expect(again.stderr).toContain("killed is complete already");
    expect(again.status).toBe(0);
    const other = await runCli([...args("killed"), "--rule", "min-text-length=9"], { cwd });
    expect(other.stderr).toContain("was begun with other rules or options");
    expect(other.status).toBe(2);
  });

  test("filters what was measured again, with another threshold", async () => {
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, "pairs.jsonl"),
      [0.1, 0.2, 0.3]
        .map((similarity, i) =>
          JSON.stringify({
            imageUrl: `https://a.example/${i}.png`,
            text: `picture number ${i}`,
            source: "alt",
            pageUrl: "https://a.example/",
            similarity,
          }),
        )
        .join("\n"),
    );
    const build = ["dataset", "build", "pairs.jsonl", "--out", "set", "--rule", "min-similarity=0.25"];
    await runCli(build, { cwd });
    expect((await openDataset(join(cwd, "set"))).rowCount).toBe(1);
    const files = ["set/measured/pairs-00000.parquet", "--rule", "min-similarity=0.15"];
    const { stdout } = await runCli(["dataset", "filter", ...files], { cwd });
    expect(String(stdout).trim().split("\n")).toHaveLength(2);
  });

  test("leaves no folder when an input isn't there", async () => {
    const cwd = temporaryFolder();
    const args = ["dataset", "build", "nowhere.warc.gz", "--out", "set", "--preset", "cc2dataset"];
    const { status, stderr } = await runCli(args, { cwd });
    expect(stderr).toContain("Cannot read nowhere.warc.gz: There is no such file");
    expect(status).toBe(3);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test.each([
    [["pairs.jsonl", "--clip", "tiny", "--preset", "sd-1"], "--clip needs pictures."],
    [["pairs.jsonl", "--images", "crawl", "--preset", "sd-1"], "there are only files of pairs"],
    [["pairs.jsonl", "--images", "nowhere", "--preset", "sd-1"], "--images nowhere isn't a folder."],
    [["pairs.jsonl"], "No rule was given."],
  ])("refuses %j", async (args, message) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "pairs.jsonl"), "");
    const { status, stderr } = await runCli(["dataset", "build", ...args, "--out", "set"], { cwd });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

function manifestOf(folder: string): { inputs?: unknown[] } {
  try {
    const { provenance } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as {
      provenance: { inputs?: unknown[] };
    };
    return provenance;
  } catch {
    return {};
  }
}
