import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { type ImageTextPair, openBytes } from "@alt2img/core";
import { readParquet } from "@alt2img/dataset/parquet";
import { collect } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";

const pair = (name: string, text: string, more: object = {}): ImageTextPair => ({
  imageUrl: `https://a.example/${name}.png`,
  text,
  source: "alt",
  pageUrl: "https://a.example/",
  ...more,
});
const pairs = [
  pair("apple", "a red apple", { similarity: 0.31 }),
  pair("apple", "a red apple", { similarity: 0.31 }),
  pair("logo", "logo", { similarity: 0.1 }),
  pair("boat", "un bateau sur le canal, le soir", { similarity: 0.2 }),
  pair("tree", "an old tree in the park"),
];
const jsonl = (all: readonly object[]): string => all.map((each) => `${JSON.stringify(each)}\n`).join("");
const parsed = (text: string | Buffer): unknown[] =>
  String(text)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

function folder(): string {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "pairs.jsonl"), jsonl(pairs));
  return cwd;
}

describe("alt2img dataset filter", () => {
  test("writes the kept pairs, and each other one with the reason", async () => {
    const cwd = folder();
    const rules = ["--rule", "min-text-length=5", "--rule", "dedupe=url-text", "--rule", "min-similarity=0.3"];
    const files = ["--out", "new/kept.jsonl", "--rejected", "new/rejected.jsonl.gz"];
    const { status, stdout, stderr } = await runCli(["dataset", "filter", "pairs.jsonl", ...rules, ...files], { cwd });
    expect(parsed(readFileSync(join(cwd, "new/kept.jsonl")))).toEqual([pairs[0]]);
    expect(parsed(gunzipSync(readFileSync(join(cwd, "new/rejected.jsonl.gz"))))).toEqual([
      { pair: pairs[1], rule: "same address and text", reason: "same address and text as an earlier pair" },
      expect.objectContaining({ pair: pairs[2], rule: "fewer than 5 characters", value: 4, threshold: { atLeast: 5 } }),
      expect.objectContaining({ pair: pairs[3], reason: "similarity 0.2 is below 0.3", threshold: { atLeast: 0.3 } }),
      expect.objectContaining({ pair: pairs[4], code: "dataset/missing-value" }),
    ]);
    expect(stdout).toHaveLength(0);
    expect(stderr).toBe(
      [
        "5 pairs read, 1 kept",
        "  1  fewer than 5 characters",
        "  1  same address and text",
        "  1  text not like the image (1 without a value)",
        "  1  failed: they lack a value. Measure it first, or add --if-missing keep (or reject)",
        "",
      ].join("\n"),
    );
    expect(status).toBe(0);
  });

  test("is line-in, line-out on standard input and output, with a line that is no pair reported", async () => {
    const stdin = `${jsonl(pairs.slice(0, 3))}{"broken"\n${jsonl(pairs.slice(3))}`;
    const { status, stdout, stderr } = await runCli(["dataset", "filter", "-", "--rule", "min-text-length=5", "-q"], {
      stdin,
    });
    expect(parsed(stdout)).toEqual([pairs[0], pairs[1], pairs[3], pairs[4]]);
    expect(stderr).toMatch(/^alt2img: standard input, line 4: not JSON/);
    expect(status).toBe(3);
  });

  test("lets a rule take the place of the preset's", async () => {
    const cwd = folder();
    const args = ["--preset", "laion400m", "--rule", "min-similarity=0.15", "--if-missing", "keep"];
    const { stdout, stderr } = await runCli(["dataset", "filter", "pairs.jsonl", ...args], { cwd });
    expect(parsed(stdout)).toEqual([pairs[0], pairs[3], pairs[4]]);
    expect(stderr.match(/text not like the image/g)).toHaveLength(1);
  });

  test("detects languages, and writes what was measured, to Parquet too", async () => {
    const cwd = folder();
    const english = pair("tree", "an old tree in the park, with a bench under it", { similarity: 0.3 });
    writeFileSync(join(cwd, "two.jsonl"), jsonl([english, pairs[3]!]));
    const args = ["--rule", "language=other", "--rule", "min-similarity=0", "--out", "kept.parquet"];
    await runCli(["dataset", "filter", "two.jsonl", ...args], { cwd });
    const rows = await collect(readParquet(openBytes(readFileSync(join(cwd, "kept.parquet")))));
    expect(rows).toMatchObject([{ text: pairs[3]!.text, LANGUAGE: "fr", similarity: 0.2 }]);
  });

  test("reads gzipped and several files", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "more.jsonl.gz"), gzipSync(jsonl(pairs)));
    const args = ["dataset", "filter", "pairs.jsonl", "more.jsonl.gz", "--rule", "dedupe=url"];
    expect(parsed((await runCli(args, { cwd })).stdout)).toHaveLength(4);
  });

  test.each([
    [["pairs.jsonl"], "No rule was given. Add --preset NAME, or --rule NAME=VALUE."],
    [["pairs.jsonl", "--rule", "min-side"], "It needs a number, =PIXELS."],
    [["pairs.jsonl", "--rule", "min-side=wide"], "It needs a number, =PIXELS."],
    [["pairs.jsonl", "--rule", "min-similarity=3"], "--rule min-similarity: The threshold of"],
    [["pairs.jsonl", "--rule", "language=german"], "It needs one of =english, =other, =none."],
    [["pairs.jsonl", "--rule", "image-address=1"], "It takes no value."],
    [["pairs.jsonl", "--rule", "constructor=1"], "“constructor” isn't a rule. Choose from min-text-length,"],
    [["pairs.jsonl", "--rule", "min-side=1", "--rule", "min-side=2"], "min-side is there twice."],
    [["pairs.jsonl", "--preset", "laion"], "laion400m"],
    [["crawl.warc.gz", "--preset", "laion400m"], "Make pairs of crawl files with alt2img pairs."],
    [["-", "-", "--preset", "laion400m"], "Standard input (-) can be read only once."],
    [["pairs.jsonl", "--preset", "sd-1", "--out", "pairs.jsonl"], "pairs.jsonl is an input and would be overwritten."],
    [["pairs.jsonl", "--preset", "sd-1", "--rejected", "r.parquet"], "--rejected r.parquet must end in .jsonl"],
    [["pairs.jsonl", "--preset", "sd-1", "--out", "x.jsonl", "--rejected", "x.jsonl"], "are both x.jsonl"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await runCli(["dataset", "filter", ...args], { cwd: folder() });
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  test("leaves no file when an input can't be read", async () => {
    const cwd = folder();
    const args = ["--rule", "dedupe=url", "--out", "kept.jsonl", "--rejected", "rejected.jsonl"];
    const { status, stderr } = await runCli(["dataset", "filter", "pairs.jsonl", "gone.jsonl", ...args], { cwd });
    expect(stderr).toContain("Cannot read gone.jsonl: There is no such file");
    expect(status).toBe(3);
    expect(() => readFileSync(join(cwd, "kept.jsonl"))).toThrow("ENOENT");
    expect(() => readFileSync(join(cwd, "rejected.jsonl"))).toThrow("ENOENT");
  });
});

describe("alt2img dataset report", () => {
  test("counts each stage, shows examples, and says who disappears", async () => {
    const args = ["report", "pairs.jsonl", "--rule", "min-similarity=0.25", "--if-missing", "reject"];
    const { stdout } = await runCli(["dataset", ...args, "--terms", "tree, apple"], { cwd: folder() });
    const text = String(stdout);
    expect(text).toContain("text not like the image (threshold: at least 0.25)");
    expect(text).toContain("of 5: 2 kept, 3 rejected, 0 failed");
    expect(text).toContain(
      "rejected: “un bateau sur le canal, le soir” https://a.example/boat.png: similarity 0.2 is below 0.25",
    );
    expect(text).toMatch(/Who disappears, by domain\n.*\n {2}60\.0 % {2}23\.1 % to 88\.2 % {2}3 of 5 {2}a\.example/);
    expect(text).toMatch(/100\.0 % .* 1 of 1 {2}tree/);
    expect(text).toMatch(/0\.0 % .* 0 of 2 {2}apple/);
  });

  test("gives everything as JSON", async () => {
    const args = ["report", "pairs.jsonl", "--preset", "cc2dataset", "--format", "json", "--examples", "1"];
    const report = JSON.parse(String((await runCli(["dataset", ...args], { cwd: folder() })).stdout)) as object;
    expect(report).toMatchObject({
      counts: { read: 5, kept: 4, failed: 0, rejected: { "same address and text": 1 } },
      groups: { domain: [{ group: "a.example", read: 5, lost: 1 }] },
    });
  });
});
