import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { collectBytes, type ImageTextPair } from "@alt2img/core";
import { writeWarc } from "@alt2img/crawl";
import { parquetReadObjects } from "hyparquet";
import { beforeEach, describe, expect, test } from "vitest";
import { wat, writeWarcs } from "./crawl-files.js";
import { finish, mainPath, runCli, runShell, startCli, temporaryFolder } from "./run-cli.js";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function pairsOf(jsonl: Buffer): ImageTextPair[] {
  const text = jsonl.toString();
  if (text !== "") expect(text.endsWith("\n")).toBe(true);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

const textsOf = (jsonl: Buffer): string[] => pairsOf(jsonl).map(({ text }) => text);

describe("to stdout", () => {
  test("the pairs of a WARC, and nothing else", async () => {
    const [a] = await writeWarcs(folder, [2]);
    const { status, stdout, stderr } = await runCli(["pairs", a!]);
    expect(status).toBe(0);
    expect(pairsOf(stdout)).toMatchObject([
      { imageUrl: "https://a.test/a.png", text: "a 0 first", source: "alt", pageUrl: "https://a.test/0", filename: a },
      { text: "a 0 second" },
      { text: "a 1 first" },
      { text: "a 1 second" },
    ]);
    expect(stderr).toContain("1 file, ");
    expect(stderr).toContain("2 pages, 10 img elements, 4 pairs");
    expect(stderr).toContain(
      "Each alt text of an img element with an http(s) address in src, srcset, data-src or the like makes",
    );
    expect(stderr).toContain("left out of 10: 4 no text (on 2 pages), 2 no http(s) address (on 2 pages)\n");
    expect(stderr).not.toContain("0.0 MB");
  });

  test("in the order of the inputs, whatever the number of jobs", async () => {
    const files = await writeWarcs(folder, [1500, 1, 0, 400, 2]);
    const one = await runCli(["pairs", ...files, "--jobs", "1"]);
    expect(one.status).toBe(0);
    expect(pairsOf(one.stdout)).toHaveLength(2 * 1903);
    const order = pairsOf(one.stdout).map(({ filename }) => files.indexOf(filename!));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    for (const jobs of ["2", "5"]) {
      const many = await runCli(["pairs", ...files, "--jobs", jobs]);
      expect(many.stdout.equals(one.stdout)).toBe(true);
    }
  });

  test("WAT, HTML and gzipped HTML are recognised by their content", async () => {
    const html = `<img src=x.png alt="in HTML"><figure><img src=y.png><figcaption>a caption</figcaption></figure>`;
    writeFileSync(join(folder, "one"), await wat("w"));
    writeFileSync(join(folder, "two.warc"), html);
    writeFileSync(join(folder, "three"), gzipSync(`\n<!-- c -->${html}`));
    const args = ["one", "two.warc", "three", "--base", "https://h.test/d/", "--source", "alt,figcaption"];
    const { status, stdout } = await runCli(["pairs", ...args], { cwd: folder });
    expect(status).toBe(0);
    expect(pairsOf(stdout).map(({ filename, imageUrl, text }) => [filename, imageUrl, text])).toEqual([
      ["one", "https://w.test/w.png", "w of a WAT"],
      ["two.warc", "https://h.test/d/x.png", "in HTML"],
      ["two.warc", "https://h.test/d/y.png", "a caption"],
      ["three", "https://h.test/d/x.png", "in HTML"],
      ["three", "https://h.test/d/y.png", "a caption"],
    ]);
  });

  test("names come from stdin, as Spark and Hadoop give them", async () => {
    const [a, b] = await writeWarcs(folder, [1, 1]);
    const { status, stdout } = await runCli(["pairs", "-", "-q"], { stdin: `${a}\r\n\n17\t${b}\n` });
    expect(status).toBe(0);
    expect(textsOf(stdout)).toEqual(["a 0 first", "a 0 second", "b 0 first", "b 0 second"]);
  });

  test("a file that is named twice, by whatever path or link, is read once", async () => {
    const [a, b] = await writeWarcs(folder, [1, 1]);
    symlinkSync(b!, join(folder, "link"));
    const args = ["pairs", a!, b!, "a.warc.gz", join(folder, ".", "link"), "-", a!, "nowhere", "nowhere"];
    const { status, stdout, stderr } = await runCli(args, { cwd: folder, stdin: `${b}\n` });
    expect(status).toBe(3);
    expect(textsOf(stdout)).toEqual(["a 0 first", "a 0 second", "b 0 first", "b 0 second"]);
    expect(stderr).toContain("Ignored 5 duplicate inputs: a.warc.gz, ");
    expect(stderr.match(/alt2img: nowhere: /g)).toHaveLength(1);
    expect(stderr).toContain("2 of 3 files");
  });

  test("each unreadable input gets a message with what to do", async () => {
    writeFileSync(join(folder, "cut.html.gz"), gzipSync("<img src=a alt=b>".repeat(100)).subarray(0, 30));
    writeFileSync(join(folder, "bad.html.gz"), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255]));
    const args = ["pairs", "nowhere", ".", "cut.html.gz", "bad.html.gz", "cut.html.gz/page"];
    const { status, stdout, stderr } = await runCli(args, { cwd: folder });
    expect(status).toBe(3);
    expect(stdout).toHaveLength(0);
    for (const line of [
      "alt2img: nowhere: There is no such file. Check the name",
      "alt2img: .: It is a folder. To read the files in it, write *.",
      "alt2img: cut.html.gz: Its gzip data ends too early: the file wasn't copied or downloaded completely. Download it again.",
      "alt2img: bad.html.gz: Its gzip data is damaged",
      "alt2img: cut.html.gz/page: Part of its path is a file, not a folder.",
    ])
      expect(stderr).toContain(line);
    expect(stderr).not.toMatch(/E[A-Z]{4,}|unexpected end/);
  });

  test("an empty list of names on stdin is an empty partition, not an error", async () => {
    const { status, stdout } = await runCli(["pairs", "-"]);
    expect(status).toBe(0);
    expect(stdout).toHaveLength(0);
  });

  test("work on a name starts before the next one arrives", async () => {
    const [a] = await writeWarcs(folder, [1]);
    const child = startCli(["pairs", "-", "-q", "--jobs", "1"]);
    child.stdin.write(`${a}\n`);
    const [chunk] = await once(child.stdout, "data");
    expect(textsOf(chunk)).toEqual(["a 0 first", "a 0 second"]);
    child.stdin.end();
    expect((await finish(child)).status).toBe(0);
  });

  test("a reader that stops early ends the run without an error", async () => {
    const files = await writeWarcs(folder, [1500, 1500, 1500]);
    const temporary = join(folder, "tmp");
    mkdirSync(temporary);
    const child = startCli(["pairs", ...files, "--jobs", "3"], { env: { TMPDIR: temporary, TEMP: temporary } });
    const ended = finish(child);
    child.stdout.once("data", () => child.stdout.destroy());
    const { status, stderr } = await ended;
    expect(status).toBe(0);
    expect(stderr).toBe("");
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("Parquet can be piped", async () => {
    const files = await writeWarcs(folder, [2, 1]);
    const { status, stdout } = await runCli(["pairs", ...files, "--format", "parquet"]);
    expect(status).toBe(0);
    const rows = await parquetReadObjects({ file: new Uint8Array(stdout).buffer });
    expect(rows.map((row) => row["TEXT"])).toEqual(textsOf((await runCli(["pairs", ...files])).stdout));
  });

  test("there are no colour codes and no progress bar without a terminal", async () => {
    const files = await writeWarcs(folder, [100]);
    const { stdout, stderr } = await runCli(["pairs", ...files, "/does/not/exist"]);
    expect(stdout.includes(0x1b)).toBe(false);
    expect(stderr).not.toMatch(/\u001b|\r|█/);
  });
});

describe("to a file", () => {
  test("has the same bytes as stdout, the format of its extension, and nothing left next to it", async () => {
    const files = await writeWarcs(folder, [5, 0, 7]);
    const { stdout } = await runCli(["pairs", ...files]);
    const jsonl = join(folder, "pairs.jsonl");
    expect((await runCli(["pairs", ...files, "--out", jsonl])).status).toBe(0);
    expect(readFileSync(jsonl).equals(stdout)).toBe(true);
    const parquet = join(folder, "pairs.PARQUET");
    expect((await runCli(["pairs", ...files, "-o", parquet, "--jobs", "3"])).status).toBe(0);
    const rows = await parquetReadObjects({ file: new Uint8Array(readFileSync(parquet)).buffer });
    expect(rows.map((row) => row["TEXT"])).toEqual(textsOf(stdout));
    expect(readdirSync(folder).toSorted()).toEqual(
      [...files.map((file) => basename(file)), "pairs.PARQUET", "pairs.jsonl"].toSorted(),
    );
  });

  test("Parquet has the same bytes whatever the number of jobs, in a file and a pipe, after a failure too", async () => {
    const files = await writeWarcs(folder, [2600, 1, 0, 5000, 2]);
    const cut = readFileSync(files[1]!);
    writeFileSync(files[1]!, cut.subarray(0, cut.length - 40));
    const inputs = ["pairs", ...files, join(folder, "nowhere"), "--format", "parquet"];
    const one = await runCli([...inputs, "--jobs", "1"]);
    const rows = await parquetReadObjects({ file: new Uint8Array(one.stdout).buffer });
    expect(rows.map((row) => row["TEXT"])).toEqual(
      textsOf((await runCli(["pairs", ...files, join(folder, "nowhere")])).stdout),
    );
    expect(rows.length).toBeGreaterThan(15_000);
    const out = join(folder, "pairs.parquet");
    for (const jobs of ["2", "5"]) {
      expect((await runCli([...inputs, "--jobs", jobs])).stdout.equals(one.stdout)).toBe(true);
      expect((await runCli([...inputs, "--jobs", jobs, "--out", out])).status).toBe(3);
      expect(readFileSync(out).equals(one.stdout)).toBe(true);
    }
  });

  test(".gz is compressed, to the same bytes each time", async () => {
    const files = await writeWarcs(folder, [5, 0, 7]);
    const { stdout } = await runCli(["pairs", ...files]);
    for (const name of ["pairs.jsonl.gz", "again.GZ"]) {
      const out = join(folder, name);
      expect((await runCli(["pairs", ...files, "--out", out])).status).toBe(0);
      const stored = readFileSync(out);
      expect(gunzipSync(stored).equals(stdout)).toBe(true);
      // RFC 1952: no time, and no operating system.
      expect([...stored.subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, expect.any(Number), 255]);
      expect(stored.equals(readFileSync(join(folder, "pairs.jsonl.gz")))).toBe(true);
    }
  });

  test.each([
    ["pairs.parquet.gz", [], "Parquet compresses its columns itself"],
    ["pairs.gz", ["--format", "parquet"], "Parquet compresses its columns itself"],
    ["pairs.jsonl.zst", [], "only compresses to .gz"],
    ["pairs.jsonl.BZ2", [], "only compresses to .gz"],
    ["pairs.csv", [], "JSON Lines (.jsonl, .jsonl.gz) and Parquet (.parquet), not .csv"],
    ["pairs.csv.gz", [], "not .csv"],
    ["pairs.parquet", ["--format", "jsonl"], "ends in .parquet, but --format is jsonl"],
    ["pairs.jsonl", ["--format", "parquet"], "ends in .jsonl, but --format is parquet"],
  ])("--out %s %j is refused", async (name, args, why) => {
    const [a] = await writeWarcs(folder, [1]);
    const { status, stderr } = await runCli(["pairs", a!, "--out", join(folder, name), ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(why);
    expect(readdirSync(folder)).toEqual(["a.warc.gz"]);
  });

  test("missing folders are made", async () => {
    const [a] = await writeWarcs(folder, [1]);
    const out = join(folder, "not", "there", "pairs.jsonl");
    expect((await runCli(["pairs", a!, "--out", out])).status).toBe(0);
    expect(textsOf(readFileSync(out))).toEqual(["a 0 first", "a 0 second"]);
  });

  test("a bad file is reported, the others are written, the status is 3; --resume retries only the bad one", async () => {
    const files = await writeWarcs(folder, [2, 3, 4]);
    const good = await runCli(["pairs", ...files]);
    const kept = readFileSync(files[1]!);
    writeFileSync(files[1]!, "GIF89a isn't a crawl file");
    const out = join(folder, "pairs.jsonl");
    const { status, stderr } = await runCli(["pairs", ...files, "--out", out]);
    expect(status).toBe(3);
    expect(stderr).toContain(
      `alt2img: ${files[1]}: The file is neither an HTML page nor a crawl file (WARC, ARC, WAT, WET). It looks like an image.`,
    );
    expect(stderr).toContain("2 of 3 files");
    expect(stderr).toContain(`Kept ${out}.parts.`);
    expect(textsOf(readFileSync(out))).toEqual(textsOf(good.stdout).filter((text) => !text.startsWith("b")));

    writeFileSync(files[1]!, kept);
    const again = await runCli(["pairs", ...files, "--out", out, "--resume", "-v"]);
    expect(again.status).toBe(0);
    expect(readFileSync(out).equals(good.stdout)).toBe(true);
    expect(existsSync(`${out}.parts`)).toBe(false);
  });

  test("after a run with a bad file the same call starts over", async () => {
    const [a] = await writeWarcs(folder, [2]);
    const out = join(folder, "pairs.jsonl");
    expect((await runCli(["pairs", a!, "nowhere", "--out", out])).status).toBe(3);
    expect((await runCli(["pairs", a!, "--out", out])).status).toBe(0);
    expect(existsSync(`${out}.parts`)).toBe(false);
  });

  test("an output that can't be written is status 4, before anything is read", async () => {
    const [a] = await writeWarcs(folder, [1]);
    const { status, stderr } = await runCli(["pairs", a!, "--out", join(a!, "pairs.jsonl")]);
    expect(status).toBe(4);
    expect(stderr).toContain(`Cannot write ${join(a!, "pairs.jsonl")}: Part of its path is a file, not a folder.`);
  });

  test("an input isn't replaced, under any name", async () => {
    const [a] = await writeWarcs(folder, [1]);
    const before = readFileSync(a!);
    symlinkSync(a!, join(folder, "link"));
    for (const out of [a!, join(folder, ".", "link")]) {
      const { status, stderr } = await runCli(["pairs", a!, "--out", out, "--format", "jsonl"]);
      expect(status).toBe(2);
      expect(stderr).toContain("is an input");
    }
    expect(readFileSync(a!).equals(before)).toBe(true);
    expect(existsSync(`${a}.parts`)).toBe(false);
  });
});

test("diagnostics are counted, with an example; --verbose lists them all", async () => {
  const [a] = await writeWarcs(folder, [3]);
  const bytes = readFileSync(a!);
  writeFileSync(a!, Buffer.concat([bytes.subarray(0, bytes.length - 20), bytes.subarray(0, 50)]));
  const { status, stderr } = await runCli(["pairs", a!]);
  expect(status).toBe(0);
  expect(stderr).toMatch(/diagnostics:\n {2}\d+ × crawl\/[a-z-]+; the first: .*a\.warc\.gz, byte \d+/);
});

test("opt-outs are respected on request", async () => {
  const page = join(folder, "page.html");
  writeFileSync(page, `<meta name=robots content=noai><img src=https://x.test/a.png alt=a>`);
  expect(pairsOf((await runCli(["pairs", page])).stdout)).toMatchObject([{ optOut: ["noai"] }]);
  const { stdout, stderr } = await runCli(["pairs", page, "--respect-opt-out"]);
  expect(stdout).toHaveLength(0);
  expect(stderr).toContain("left out of 1: 1 opted out (on 1 page)");
});

test("robots can be named, before the files too", async () => {
  const page = join(folder, "page.html");
  writeFileSync(page, `<meta name=GPTBot content=noai><img src=https://x.test/a.png alt=a>`);
  const named = await runCli(["pairs", "--respect-opt-out", "--robot", "ccbot", "--robot", "gptbot", page]);
  expect([named.status, named.stdout.length]).toEqual([0, 0]);
  const others = await runCli(["pairs", "--respect-opt-out", "--robot", "ccbot", page]);
  expect(pairsOf(others.stdout)).toHaveLength(1);
});

test("a WARC is recognised whatever its first records are", async () => {
  const json = { type: "metadata", contentType: "application/json", block: '{"crawler":"test"}' };
  const text = { type: "conversion", targetUri: "https://a.test/", contentType: "text/plain", block: "text" };
  const response = {
    type: "response",
    targetUri: "https://a.test/",
    contentType: "application/http; msgtype=response",
    block: "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<img src=a.png alt=a>",
  };
  const path = join(folder, "mixed.warc");
  for (const first of [json, text]) {
    writeFileSync(path, await collectBytes(writeWarc([first, response])));
    expect(pairsOf((await runCli(["pairs", path])).stdout)).toMatchObject([{ imageUrl: "https://a.test/a.png" }]);
  }
});

describe("stderr that is closed or full doesn't change the exit status", () => {
  test.each(["2>&-", "2>/dev/full"])("%s", async (redirection) => {
    const page = join(folder, "page.html");
    writeFileSync(page, "<img src=https://x.test/a.png alt=a>");
    const command = (args: string) => `"${process.execPath}" "${mainPath}" ${args} ${redirection}`;
    expect((await runShell(command(`pairs "${page}"`))).status).toBe(0);
    expect((await runShell(command(`alt "${page}"`))).status).toBe(0);
    expect((await runShell(command("pairs /does/not/exist"))).status).toBe(3);
    expect((await runShell(command("pairs"))).status).toBe(2);
  });
});

test("a page without a URL, and a crawl without pages, come with a hint", async () => {
  writeFileSync(join(folder, "page.html"), "<img src=a.png alt=a>");
  const page = await runCli(["pairs", "page.html"], { cwd: folder });
  expect(page.stderr).toContain("left out of 1: 1 no http(s) address (on 1 page)\n");
  expect(page.stderr).toContain("Give the address with --base URL.\n");
  const told = await runCli(["pairs", "page.html", "--base", "https://x.test/"], { cwd: folder });
  expect(pairsOf(told.stdout)).toMatchObject([{ imageUrl: "https://x.test/a.png" }]);
  expect(told.stderr).not.toContain("--base");
  const [crawl] = await writeWarcs(folder, [1]);
  const mixed = await runCli(["pairs", "page.html", crawl!, "--base", "https://x.test/"], { cwd: folder });
  expect(mixed.stderr).not.toContain("--base");
  for (const command of ["pairs", "report"]) {
    const unused = await runCli([command, crawl!, "--base", "https://x.test/"], { cwd: folder });
    expect(unused.stderr).toContain(
      "--base had no effect: it is for HTML files, and none of the inputs is an HTML file.\n",
    );
    expect(unused.status).toBe(0);
  }
  await writeWarcs(folder, [0]);
  const empty = await runCli(["pairs", "a.warc.gz"], { cwd: folder });
  expect(empty.stderr).toContain("Found no pages. A page is");
});

test("a page with one control character is a page; a file: URL is a file", async () => {
  const page = join(folder, "a b.html");
  writeFileSync(page, "<!doctype html><p>a\u0007b</p><img src=https://x.test/a.png alt='A red apple'>");
  const { status, stdout } = await runCli(["pairs", pathToFileURL(page).href]);
  expect(status).toBe(0);
  expect(textsOf(stdout)).toEqual(["A red apple"]);
});
