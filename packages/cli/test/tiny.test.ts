import { fileURLToPath } from "node:url";
import { openTinyWorld, type TinyWorld, tinyCrawl } from "@alt2img/tiny";
import { afterEach, describe, expect, test, vi } from "vitest";
import { tinyCommand } from "../src/commands/tiny.js";
import { createProgram } from "../src/program.js";
import { verificationTable } from "../src/tiny/tables.js";
import { verifyTiny } from "../src/tiny/verify-tiny.js";
import { runCli } from "./run-cli.js";

const installed = openTinyWorld((name) => import(name));

/** The tiny world as it would be read if the crawl's truth were damaged. */
const damaged: TinyWorld = {
  ...installed,
  crawl: {
    ...installed.crawl,
    read: async (path) => installed.crawl.read(path === "truth.json" ? "no-such-file" : path),
  },
};

test("the help names all its parts", () => {
  let help = "";
  const writeOut = (text: string): void => {
    help += text;
  };
  tinyCommand().configureOutput({ writeOut }).outputHelp();
  expect(help).toMatch(/crawl.*CLIP.*Stable Diffusion.*skewed twin.*training\s+set/s);
});

describe("tiny info", () => {
  test("a table of the files and their contents", async () => {
    const { status, stdout, stderr } = await runCli(["tiny", "info"]);
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const text = stdout.toString();
    expect(text).toMatch(/^part +file +size +SHA-256$/m);
    expect(text).toMatch(/^@alt2img\/tiny-training-set +training-set\.parquet +\d+\.\d MB +[0-9a-f]{12}$/m);
    for (const model of ["clip", "stable-diffusion", "skewed-twin"])
      expect(text).toMatch(new RegExp(`^@alt2img/tiny-${model} +README\\.md +[\\d.]+ kB +[0-9a-f]{12}$`, "m"));
    expect(text).toMatch(/^training set: 1\d,\d{3} drawings, \d,\d{3} of them recoloured$/m);
    expect(text).toMatch(/^ {2}licenses: MIT [\d,]+, Apache-2\.0 [\d,]+, CC-BY-4\.0 [\d,]+, CC0-1\.0 \d+$/m);
    expect(text).toMatch(/^crawl: 3\d\d pages, /m);
  });

  test("json: the counts add up", async () => {
    const { status, stdout } = await runCli(["tiny", "info", "--format", "json"]);
    expect(status).toBe(0);
    const { parts, trainingSet, crawl } = JSON.parse(stdout.toString());
    expect(parts.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(["@alt2img/tiny-crawl"]));
    const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
    for (const name of ["vendors", "licenses", "splits", "groups"])
      expect(sum(trainingSet[name])).toBe(trainingSet.rows);
    expect(sum(crawl.kinds)).toBe(crawl.pages);
    expect(sum(crawl.alts)).toBe(crawl.images);
  });
});

describe("tiny verify", () => {
  test("says that each file is intact, with status 0", async () => {
    const { status, stdout } = await runCli(["tiny", "verify"]);
    expect(status).toBe(0);
    expect(stdout.toString()).toMatch(/^ok +\d+\.\d MB +@alt2img\/tiny-training-set\/training-set\.parquet$/m);
    expect(stdout.toString()).toMatch(/^ok {2}1\d,\d{3} rows in the training set$/m);
  });

  test("json", async () => {
    const { status, stdout } = await runCli(["tiny", "verify", "--format", "json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout.toString())).toMatchObject({ ok: true, rows: expect.any(Number) });
  });

  test("continues after a damaged file, and says what is wrong", async () => {
    const verification = await verifyTiny(damaged);
    expect(verification.ok).toBe(false);
    const { files } = verification;
    expect(files.filter(({ problem }) => problem !== undefined).map(({ path }) => path)).toEqual(["truth.json"]);
    expect(files.at(-1)).toMatchObject({ path: "training-set.parquet" });
    expect(verificationTable(verification, process.stdout)).toMatch(/damaged.*truth\.json/);
  });

  describe("with a damaged file", () => {
    afterEach(() => {
      vi.restoreAllMocks();
      vi.doUnmock("../src/tiny/verify-tiny.js");
      process.exitCode = undefined;
    });

    test("ends with status 3", async () => {
      const files = [{ part: "@alt2img/tiny-crawl", path: "truth.json", bytes: 1, problem: "It is damaged." }];
      vi.doMock("../src/tiny/verify-tiny.js", () => ({ verifyTiny: async () => ({ ok: false, files, rows: 1 }) }));
      const written: string[] = [];
      vi.spyOn(process.stdout, "write").mockImplementation((text) => written.push(String(text)) > 0);
      const program = await createProgram();
      await program.parseAsync(["node", "alt2img", "tiny", "verify"]);
      expect(process.exitCode).toBe(3);
      expect(written.join("")).toContain("It is damaged.");
    });
  });

  test("an unknown format is a usage error", async () => {
    expect((await runCli(["tiny", "verify", "--format", "xml"])).status).toBe(2);
    expect((await runCli(["tiny"])).status).toBe(2);
  });
});

describe("alt2img pairs on the tiny crawl", async () => {
  const { pairs } = await tinyCrawl.truth();
  const files = await tinyCrawl.files();
  const pathOf = (name: string): string => fileURLToPath(files.find(({ path }) => path === name)!.url);
  const linesOf = (stdout: Buffer): Record<string, unknown>[] =>
    stdout
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  test("gives exactly the pairs in truth.json", async () => {
    const { status, stdout } = await runCli(["pairs", pathOf("tiny-crawl.warc.gz"), "--quiet"]);
    expect(status).toBe(0);
    const found = linesOf(stdout).map(({ source: _, filename: __, offset: ___, length: ____, ...pair }) => pair);
    expect(found).toEqual(pairs.map(({ notInWat: _, ...pair }) => pair));
  });

  test("gives from the WAT the pairs that a WAT can have", async () => {
    const { status, stdout } = await runCli(["pairs", pathOf("tiny-crawl.warc.wat.gz"), "--quiet"]);
    expect(status).toBe(0);
    const found = linesOf(stdout).map(({ imageUrl, text, pageUrl }) => ({ imageUrl, text, pageUrl }));
    const inWat = pairs.filter(({ notInWat }) => notInWat === undefined);
    expect(found).toEqual(inWat.map(({ imageUrl, text, pageUrl }) => ({ imageUrl, text, pageUrl })));
  });
});
