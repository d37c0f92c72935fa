// Builds that are hostile, or that are continued with something else.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, writeWarc } from "@alt2img/crawl";
import { openDataset } from "@alt2img/dataset/store";
import { encodePng } from "@alt2img/image";
import { describe, expect, test } from "vitest";
import { runCli, temporaryFolder } from "../run-cli.js";

const http = (type: string, body: string | Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`), Buffer.from(body)]);
const record = (targetUri: string, block: Uint8Array): NewWarcRecord => ({
  ...{ type: "response", targetUri, block },
  contentType: "application/http; msgtype=response",
});

/** A page with pictures, which it has too, each of another colour. */
async function writeCrawl(path: string, host: string, images: readonly string[]): Promise<void> {
  const html = images.map((src, i) => `<img src="${src}" alt="picture ${i} of ${host}">`).join("\n");
  const pictures = images.map((src, i) => {
    const data = new Uint8ClampedArray(4 * 9 * 9).fill(255);
    for (let j = 0; j < data.length; j += 4) data[j] = 7 * i + host.length;
    return record(new URL(src, `https://${host}/`).href, http("image/png", encodePng({ width: 9, height: 9, data })));
  });
  writeFileSync(
    path,
    await collectBytes(writeWarc([record(`https://${host}/`, http("text/html; charset=utf-8", html)), ...pictures])),
  );
}

const build = (cwd: string, ...args: string[]) => runCli(["dataset", "build", ...args, "--images", "crawl"], { cwd });
const anyText = ["--rule", "min-text-length=1"];

async function hashesOf(folder: string): Promise<unknown[]> {
  const hashes: unknown[] = [];
  for await (const { row } of (await openDataset(folder)).rows({ columns: ["sha256"] })) hashes.push(row["sha256"]);
  return hashes;
}

describe("the pictures of a crawl", () => {
  test.each([
    ["a file that is a folder elsewhere", ["/x", "/x/y.png"]],
    ["a folder that is a file elsewhere", ["/x/y.png", "/x", "/x/"]],
    ["names that are the same when decoded", ["/a%2Fb.png", "/a/b.png"]],
    ["a long name, and a long path", [`/${"n".repeat(300)}.png`, `/${"d/".repeat(3000)}e.png`]],
    ["a long query", ["/i.png", `/i.png?${"q".repeat(300)}`]],
  ])("are all there: %s", async (_, images) => {
    const cwd = temporaryFolder();
    await writeCrawl(join(cwd, "a.warc.gz"), "a.example", images);
    const { status, stderr } = await build(cwd, "a.warc.gz", "--out", "set", ...anyText);
    expect([status, stderr]).toEqual([0, expect.stringContaining(`${images.length} of ${images.length} pairs kept`)]);
    const hashes = await hashesOf(join(cwd, "set"));
    expect(new Set(hashes).size).toBe(images.length);
    expect(hashes).not.toContain(undefined);
  });

  test("of one host don't replace those of another", async () => {
    const cwd = temporaryFolder();
    await writeCrawl(join(cwd, "a.warc.gz"), "victim.example", ["/cat.png"]);
    const evil = [
      "/..%2fvictim.example%2fcat.png",
      "http://./victim.example/cat.png",
      "http://../victim.example/cat.png",
    ];
    await writeCrawl(join(cwd, "b.warc.gz"), "evil.example", evil);
    await build(cwd, "a.warc.gz", "--out", "alone", ...anyText);
    writeFileSync(
      join(cwd, "c.warc.gz"),
      Buffer.concat(["a", "b"].map((name) => readFileSync(join(cwd, `${name}.warc.gz`)))),
    );
    await build(cwd, "c.warc.gz", "--out", "both", ...anyText);
    expect((await hashesOf(join(cwd, "both")))[0]).toBe((await hashesOf(join(cwd, "alone")))[0]);
  });
});

test("a name in a folder of pictures that is longer than names are isn't there", async () => {
  const cwd = temporaryFolder();
  const pair = { text: "a text", source: "alt", pageUrl: "https://a.example/" };
  const imageUrl = `https://a.example/${"n".repeat(300)}.png`;
  writeFileSync(join(cwd, "pairs.jsonl"), JSON.stringify({ ...pair, imageUrl }));
  const args = ["dataset", "build", "pairs.jsonl", "--out", "set", "--images", ".", ...anyText];
  const { status, stderr } = await runCli(args, { cwd });
  expect([status, stderr]).toEqual([0, expect.stringContaining("1 of 1 pair kept")]);
});

test("an input that isn't a crawl file is named", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "text"), "neither a page nor a crawl file");
  const { status, stderr } = await runCli(["dataset", "build", "text", "--out", "set", ...anyText], { cwd });
  expect([status, stderr]).toEqual([3, expect.stringContaining("text: The file is neither an HTML page nor")]);
});

describe("a build that is continued", () => {
  /** A folder with crawls of one picture, and with a build of `a` and then of something that can't be read. */
  async function begun(): Promise<string> {
    const cwd = temporaryFolder();
    for (const name of ["a", "b", "c"]) await writeCrawl(join(cwd, `${name}.warc.gz`), `${name}.example`, ["/1.png"]);
    writeFileSync(join(cwd, "broken"), "neither a page nor a crawl file");
    const { status, stderr } = await build(cwd, "a.warc.gz", "broken", "--out", "set", ...anyText);
    expect([status, stderr]).toEqual([3, expect.stringContaining("broken contains no WARC")]);
    return cwd;
  }
  const refusal = "was begun with other inputs, or they have changed";

  test("takes the same inputs first, and then more", async () => {
    const cwd = await begun();
    expect((await build(cwd, "a.warc.gz", "b.warc.gz", "--out", "set", ...anyText)).status).toBe(0);
    expect((await openDataset(join(cwd, "set"))).rowCount).toBe(2);
  });

  test("refuses other inputs, and an input that has changed", async () => {
    const cwd = await begun();
    for (const names of [["b.warc.gz"], ["b.warc.gz", "a.warc.gz"]]) {
      const { status, stderr } = await build(cwd, ...names, "--out", "set", ...anyText);
      expect([status, stderr]).toEqual([2, expect.stringContaining(refusal)]);
    }
    cpSync(join(cwd, "c.warc.gz"), join(cwd, "a.warc.gz"));
    const { status, stderr } = await build(cwd, "a.warc.gz", "b.warc.gz", "--out", "set", ...anyText);
    expect([status, stderr]).toEqual([2, expect.stringContaining(refusal)]);
  });

  test("notices when it is complete that an input or the opt-out list has changed", async () => {
    const cwd = await begun();
    rmSync(join(cwd, "set"), { recursive: true });
    writeFileSync(join(cwd, "list.txt"), "domain other.example\n");
    const args = ["a.warc.gz", "--out", "set", "--opt-out", "list.txt"];
    expect((await build(cwd, ...args)).status).toBe(0);
    const { manifest } = await openDataset(join(cwd, "set"));
    expect(manifest?.provenance.inputs).toEqual([
      { name: "a.warc.gz", bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    // The same list, in other words.
    writeFileSync(join(cwd, "list.txt"), "# nobody else\ndomain Other.example\n");
    expect((await build(cwd, ...args)).stderr).toContain("set is complete already: 1 pair\n");
    writeFileSync(join(cwd, "list.txt"), "domain a.example\n");
    const listed = await build(cwd, ...args);
    expect([listed.status, listed.stderr]).toEqual([2, expect.stringContaining("begun with other rules or options")]);
    writeFileSync(join(cwd, "list.txt"), "domain other.example\n");
    cpSync(join(cwd, "c.warc.gz"), join(cwd, "a.warc.gz"));
    const changed = await build(cwd, ...args);
    expect([changed.status, changed.stderr]).toEqual([2, expect.stringContaining(refusal)]);
  });
});
