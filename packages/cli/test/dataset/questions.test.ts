// Questions to a dataset: samples, search, maps, and whether something is in it.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";

const warc = fileURLToPath(import.meta.resolve("@alt2img/tiny-crawl/files/tiny-crawl.warc.gz"));
const cwd = mkdtempSync(join(tmpdir(), "alt2img-questions-"));
const golden = (path: string): string =>
  fileURLToPath(new URL(`../../../dataset/test/golden/${path}`, import.meta.url));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

type Row = { index: number; URL: string; TEXT: string; score?: number; similarity: number };
const ask = (...args: string[]): ReturnType<typeof runCli> => runCli(["dataset", ...args], { cwd });
const rowsOf = async (...args: string[]): Promise<Row[]> =>
  String((await ask(...args, "--format", "jsonl")).stdout)
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);

let picture: string;
beforeAll(async () => {
  cpSync(warc, join(cwd, "tiny.warc.gz"));
  const rules = ["--preset", "cc2dataset", "--rule", "min-similarity=0.45", "--if-missing", "reject"];
  await ask("build", "tiny.warc.gz", "--out", "set", "--images", "crawl", "--clip", "tiny", ...rules);
  const [first] = await rowsOf("sample", "set", "--count", "1");
  const { hostname, pathname } = new URL(first!.URL);
  picture = join("set/images", hostname, decodeURIComponent(pathname));
});

describe("alt2img dataset", () => {
  test("says where a dataset isn't", async () => {
    const { status, stderr } = await ask("info", "nowhere");
    expect(stderr).toContain("Cannot read nowhere: There is no such file. Check the name");
    expect(status).toBe(3);
  });

  test.each([
    ["notes.txt", 'it begins with "just a few words", not with PAR1. Give a Parquet file.'],
    ["http://127.0.0.1:65531/set/", "nothing answers at this port. Check the address and its port"],
    ["http://127.0.0.1:1/set.parquet", "its port is one of those that fetch refuses, in browsers and in Node."],
  ])("says what is wrong with %s, and what to do", async (place, message) => {
    writeFileSync(join(cwd, "notes.txt"), "just a few words, and some more");
    const { status, stderr } = await ask("info", place);
    expect(stderr).toContain(message);
    expect(stderr).toContain(place);
    expect(status).toBe(3);
  });

  test("info counts values", async () => {
    const { stdout } = await ask("info", "set", "--facet", "domain", "--facet", "similarity", "--top", "2");
    expect(String(stdout)).toMatch(/^set: \d+ rows in 1 file, /);
    expect(String(stdout)).toMatch(/\ndomain: \d+ values\n +\d+ {2}[\w.-]+\.example\n/);
    const json = JSON.parse(String((await ask("info", "set", "--format", "json")).stdout)) as object;
    expect(json).toMatchObject({
      provenance: { rules: [{ threshold: { atLeast: 1 } }, {}, { threshold: { atLeast: 0.45 } }] },
    });
  });

  test("sample draws the same rows for the same seed, and only those that meet a condition", async () => {
    const draw = (seed: string): Promise<Row[]> => rowsOf("sample", "set", "--count", "5", "--seed", seed);
    expect(await draw("1")).toEqual(await draw("1"));
    expect(await draw("1")).not.toEqual(await draw("2"));
    for (const { similarity } of await rowsOf("sample", "set", "--where", "similarity>=0.55")) {
      expect(similarity).toBeGreaterThanOrEqual(0.55);
    }
  });

  test("search finds words, texts, pictures and rows like another", async () => {
    for (const { TEXT } of await rowsOf("search", "set", "--words", "white background")) {
      expect(TEXT).toMatch(/white/i);
    }
    const byText = await rowsOf("search", "set", "--text", "a lemon", "--count", "5");
    expect(byText.map(({ score }) => score)).toEqual(byText.map(({ score }) => score!).sort((a, b) => b - a));
    expect(byText.some(({ TEXT }) => /lemon/i.test(TEXT))).toBe(true);
    const [byImage] = await rowsOf("search", "set", "--image", picture, "--count", "1");
    expect(byImage!.score).toBeGreaterThan(0.999);
    const alike = await rowsOf("search", "set", "--like", String(byImage!.index), "--count", "3");
    expect(alike.map(({ index }) => index)).not.toContain(byImage!.index);
    expect((await ask("search", "set")).stderr).toContain("Say what to look for, in one way");
    expect((await ask("search", "set", "--like", "99999")).stderr).toContain("There is no row 99999 with an embedding");
  });

  test("map gives the same places for the same seed", async () => {
    const map = async (name: string): Promise<string> => {
      expect((await ask("map", "set", "--out", name, "--seed", "3")).status).toBe(0);
      return readFileSync(join(cwd, name), "utf8");
    };
    const csv = await map("map.csv");
    expect(csv).toMatch(/^index,x,y\r\n0,(?:0|1|0\.\d+),(?:0|1|0\.\d+)\r\n/);
    expect(await map("again.csv")).toBe(csv);
    expect((await ask("map", "set", "--out", "map.png")).stderr).toContain("must end in .csv or .json");
  });

  test("trained-on knows files, addresses and domains", async () => {
    const { stdout } = await ask("trained-on", "set", "--image", picture);
    expect(String(stdout)).toMatch(/^Yes \(probability 1\.00, \d+ match/);
    const [{ URL: url } = { URL: "" }] = await rowsOf("sample", "set", "--count", "1");
    const answer = async (...args: string[]): Promise<object> =>
      JSON.parse(String((await ask("trained-on", "set", ...args, "--format", "json")).stdout)) as object;
    expect(await answer("--url", url)).toMatchObject({ verdict: "yes" });
    expect(await answer("--domain", new URL(url).hostname)).toMatchObject({ verdict: "yes" });
    expect(await answer("--domain", "elsewhere.example")).toMatchObject({ verdict: "no", total: 0 });
    expect((await ask("trained-on", "set")).stderr).toContain("Ask about one thing");
  });

  test("trained-on reads the addresses of other programs, and never says no about what a file doesn't have", async () => {
    const relaion = golden("laion/relaion2b-en.parquet");
    const { stdout } = await ask("trained-on", relaion, "--domain", "a.example");
    expect(String(stdout)).toMatch(/^Yes \(probability 1\.00, 1 match\)/);
    const { status, stderr } = await ask("trained-on", relaion, "--image", picture);
    expect([status, stderr]).toEqual([
      3,
      expect.stringContaining("has no hashes of pictures (a column phash or sha256)"),
    ]);
  });

  test("optout makes a list that the next build respects", async () => {
    const [{ URL: url } = { URL: "" }] = await rowsOf("sample", "set", "--count", "1");
    const domain = "stock-people.example";
    await ask("optout", "list.txt", "--domain", domain);
    await ask("optout", "list.txt", "--image", url, "--picture", picture);
    expect(readFileSync(join(cwd, "list.txt"), "utf8")).toMatch(
      /^domain stock-people\.example\nimage https:\S+\nsha256 [0-9a-f]{64}\nphash [0-9a-f]{16}\n$/,
    );
    await ask("build", "tiny.warc.gz", "--out", "less", "--images", "crawl", "--opt-out", "list.txt");
    expect(await rowsOf("sample", "less", "--count", "1000", "--where", `domain=${domain}`)).toEqual([]);
    expect((await rowsOf("sample", "less", "--count", "1000")).map((row) => row.URL)).not.toContain(url);
    const rejected = await rowsOf("sample", "less/rejected", "--count", "1000");
    expect(rejected.length).toBeGreaterThan(50);
    expect((await ask("optout", "list.txt", "--domain", "not a domain")).stderr).toContain("it must be domain, image");
    writeFileSync(join(cwd, "broken.txt"), "no such kind\n");
    expect((await ask("optout", "broken.txt", "--domain", "a.example")).stderr).toContain("Line 1 of the opt-out list");
  });

  test("export writes Parquet, CSV, and pairs that can be filtered again", async () => {
    const folder = temporaryFolder();
    for (const name of ["a.parquet", "a.csv", "a.jsonl"]) {
      expect((await ask("export", "set", "--out", join(folder, name), "--where", "similarity>=0.5")).status).toBe(0);
    }
    const rows = await rowsOf("sample", join(folder, "a.parquet"), "--count", "9999");
    expect(rows.length).toBeGreaterThan(10);
    const kept = await ask("filter", join(folder, "a.jsonl"), "--rule", "min-text-length=1", "--quiet");
    expect(String(kept.stdout).trim().split("\n")).toHaveLength(rows.length);
    expect(readFileSync(join(folder, "a.csv"), "utf8").split("\r\n")[0]).toMatch(/^index,score,URL,TEXT,WIDTH,HEIGHT,/);
  });
});
