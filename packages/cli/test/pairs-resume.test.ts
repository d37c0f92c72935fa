import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { emptyPairCounts } from "@alt2img/dataset";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPartFiles, type PartsManifest } from "../src/pairs/part-files.js";
import { warcOfPages } from "./crawl-files.js";
import { type Finished, finish, runCli, startCli, temporaryFolder } from "./run-cli.js";

const PAGES = [2, 400, 3, 2000, 1, 2000, 2];
const files = PAGES.map((_, i) => `${i}.warc.gz`);
const masters: Buffer[] = [];
/** The output of an uninterrupted run. */
const whole: Record<"jsonl" | "parquet", Buffer> = { jsonl: Buffer.alloc(0), parquet: Buffer.alloc(0) };

let folder: string;
let out: string;
let parts: string;

beforeAll(async () => {
  for (const [i, pages] of PAGES.entries()) masters.push(await warcOfPages(`p${i}`, pages));
  const cwd = mkdtempSync(join(tmpdir(), "alt2img-cli-test-"));
  copyFiles(cwd);
  whole.jsonl = (await runCli(["pairs", ...files], { cwd })).stdout;
  whole.parquet = (await runCli(["pairs", ...files, "--format", "parquet"], { cwd })).stdout;
  rmSync(cwd, { recursive: true });
  expect(whole.jsonl.toString().split("\n")).toHaveLength(2 * 4408 + 1);
});

beforeEach(() => {
  folder = temporaryFolder();
  copyFiles(folder);
  out = join(folder, "pairs");
  parts = `${out}.parts`;
});

function copyFiles(to: string): void {
  for (const [i, bytes] of masters.entries()) writeFileSync(join(to, files[i]!), bytes);
}

/** Runs `pairs` over these files into `pairs`, or continues it. */
function run(args: string[] = [], inputs: string[] = files): Promise<Finished> {
  return runCli(["pairs", ...inputs, "--out", "pairs", ...args], { cwd: folder });
}

const wholeParts = (): string[] =>
  existsSync(parts) ? readdirSync(parts).filter((name) => /^\d+\.json$/.test(name)) : [];

/** Starts a run and sends it a signal as soon as so many parts are whole. */
async function interrupted(after: number, signal: NodeJS.Signals, args: string[] = []): Promise<Finished> {
  const child = startCli(["pairs", ...files, "--out", "pairs", "--jobs", "2", ...args], { cwd: folder });
  const ended = finish(child);
  while (wholeParts().length < after && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill(signal);
  return ended;
}

describe("an interrupted run leaves complete files, and --resume ends with the same bytes", () => {
  test.each([
    ["SIGINT", 130, "jsonl"],
    ["SIGTERM", 143, "jsonl"],
    ["SIGINT", 130, "parquet"],
  ] as const)("%s (%d), %s", async (signal, expected, format) => {
    const { status, stderr, stdout } = await interrupted(2, signal, ["--format", format]);
    expect(stdout).toHaveLength(0);
    expect(status).toBe(expected);
    expect(stderr).toContain("interrupted");
    expect(stderr).toMatch(/Kept \d of 7 files in .*\. To continue, run the same command with --resume/);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(parts).filter((name) => name.endsWith(".partial"))).toEqual([]);
    const done = wholeParts();
    expect(done.length).toBeGreaterThanOrEqual(2);
    expect(done.length).toBeLessThan(7);

    const resumed = await run(["--format", format, "--resume", "--jobs", "3"]);
    expect(resumed.status).toBe(0);
    expect(readFileSync(out).equals(whole[format])).toBe(true);
    expect(resumed.stderr).toContain("7 files");
    expect(existsSync(parts)).toBe(false);
  });

  test("after many interruptions", async () => {
    for (let after = 1; after < 6; after += 2) await interrupted(after, "SIGINT", after === 1 ? [] : ["--resume"]);
    expect((await run(["--resume"])).status).toBe(0);
    expect(readFileSync(out).equals(whole.jsonl)).toBe(true);
  });

  test("after SIGKILL, with no chance to tidy up", async () => {
    const { signal } = await interrupted(2, "SIGKILL");
    expect(signal).toBe("SIGKILL");
    expect((await run(["--resume"])).status).toBe(0);
    expect(readFileSync(out).equals(whole.jsonl)).toBe(true);
  });
});

test("finished inputs aren't read again unless they have changed", async () => {
  const long = new Date("2026-01-01T00:00:00Z");
  for (const file of files) utimesSync(join(folder, file), long, long);
  await interrupted(3, "SIGINT");
  const [kept = 0, changed = 0] = wholeParts().map((name) => Number.parseInt(name, 10));
  // The one input goes, but for what tells that it is as it was: only its part still has the pairs.
  const input = join(folder, files[kept]!);
  writeFileSync(input, Buffer.alloc(statSync(input).size));
  utimesSync(input, long, long);
  writeFileSync(join(folder, files[changed]!), await warcOfPages("changed", 1));
  expect((await run(["--resume"])).status).toBe(0);
  const text = readFileSync(out, "utf8");
  expect(text).toContain(`"p${kept} 0 first"`);
  expect(text).not.toContain(`"p${changed} 0 first"`);
  expect(text.match(/"changed 0 first"/g)).toHaveLength(1);
});

test.each([
  ["changed", (part: string) => writeFileSync(part, readFileSync(part, "utf8").replace("first", "FIRST"))],
  ["cut", (part: string) => truncateSync(part, 100)],
  ["gone", (part: string) => rmSync(part)],
])("a part that is %s is made again, with a message", async (_, damage) => {
  await interrupted(2, "SIGINT");
  const [done = ""] = wholeParts();
  damage(join(parts, `${done}l`));
  const { status, stderr } = await run(["--resume"]);
  expect(status).toBe(0);
  expect(stderr).toContain(`alt2img: ${Number.parseInt(done, 10)}.warc.gz: The part file of an earlier run is damaged`);
  expect(stderr.match(/is damaged/g)).toHaveLength(1);
  expect(readFileSync(out).equals(whole.jsonl)).toBe(true);
});

test("a compressed file ends with the same bytes, too", async () => {
  const all = (args: string[] = []): Promise<Finished> => runCli(["pairs", ...files, ...args], { cwd: folder });
  expect((await all(["--out", "whole.jsonl.gz"])).status).toBe(0);
  parts = join(folder, "pairs.gz.parts");
  await interrupted(2, "SIGINT", ["--out", "pairs.gz"]);
  expect((await all(["--out", "pairs.gz", "--resume"])).status).toBe(0);
  expect(gunzipSync(readFileSync(join(folder, "pairs.gz"))).equals(whole.jsonl)).toBe(true);
  expect(readFileSync(join(folder, "pairs.gz")).equals(readFileSync(join(folder, "whole.jsonl.gz")))).toBe(true);
});

test("a run without --resume doesn't discard the work of an interrupted one", async () => {
  await interrupted(1, "SIGINT");
  const before = wholeParts();
  const { status, stderr } = await run();
  expect(status).toBe(2);
  expect(stderr).toContain("contains the work of an interrupted run. Continue with --resume");
  expect(wholeParts()).toEqual(before);
});

test("--resume with other inputs or options is refused", async () => {
  await interrupted(1, "SIGINT");
  const otherInputs = await run(["--resume"], files.slice(1));
  expect(otherInputs).toMatchObject({ status: 2, stderr: expect.stringContaining("other inputs") });
  const otherOptions = await run(["--resume", "--source", "title"]);
  expect(otherOptions).toMatchObject({ status: 2, stderr: expect.stringContaining("other options") });
});

test("--resume with nothing to resume is an ordinary run", async () => {
  expect((await run(["--resume"], files.slice(0, 1))).status).toBe(0);
  expect(readFileSync(out, "utf8").split("\n")).toHaveLength(5);
});

test("a folder that isn't ours is left alone", async () => {
  await interrupted(1, "SIGINT");
  rmSync(join(parts, "manifest.json"));
  const { status, stderr } = await run(["--resume"]);
  expect(status).toBe(2);
  expect(stderr).toContain("is in the way");
});

test("stdout ends with a complete line after an interruption", async () => {
  const child = startCli(["pairs", ...files], { cwd: folder });
  const ended = finish(child);
  child.stdout.once("data", () => child.kill("SIGINT"));
  const { status, stdout } = await ended;
  expect(status).toBe(130);
  expect(stdout.at(-1)).toBe(0x0a);
});

test("an input that grows while it is read is read again", async () => {
  const input = join(folder, files[0]!);
  const task = { index: 0, name: input };
  const report = { counts: emptyPairCounts(), examples: [], bytes: 1 };
  const manifest: PartsManifest = { version: "0", inputs: [input], settings: {}, format: "jsonl" };
  const first = await openPartFiles(parts, manifest, false);
  expect(await first.report(task, () => {})).toBeUndefined();
  appendFileSync(input, masters[1]!);
  await first.append(task, Buffer.from("{}\n"));
  await first.complete(task, report);
  const second = await openPartFiles(parts, manifest, true);
  expect(await second.report(task, () => {})).toBeUndefined();
  await second.append(task, Buffer.from("{}\n"));
  await second.complete(task, report);
  const third = await openPartFiles(parts, manifest, true);
  expect(await third.report(task, () => {})).toEqual(report);
});
