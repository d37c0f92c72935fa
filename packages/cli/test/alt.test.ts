import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { collectBytes } from "@alt2img/core";
import { writeWarc } from "@alt2img/crawl";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { warcOfPages } from "./crawl-files.js";
import { runCli, temporaryFolder } from "./run-cli.js";

const GOOD = `<html lang=en><title>Fruit</title><img src=img/apple.jpg alt="A red apple on a wooden table">
<img src=line.png alt="">`;
const BAD = `<html lang=en><title>Fruit</title><img src=img/apple.jpg><a href=/cart><img src=cart.png alt=""></a>`;

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function file(content: string | Uint8Array, name = "page.html"): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("output", () => {
  test("is a table of state, URL and what both readers get, with a summary on stderr", async () => {
    const { status, stdout, stderr } = await runCli(["alt", file(GOOD)]);
    expect(status).toBe(0);
    const [head, apple, line] = stdout.toString().split("\n");
    expect(head).toMatch(/^line +element +state +image +a screen reader says +a training crawl takes$/);
    expect(apple).toMatch(
      /^1 +img +named +.*apple\.jpg +graphic, A red apple on a wooden +nothing: Its URL isn't http/,
    );
    expect(stdout.toString()).toMatch(/^2 +img +decorative/m);
    expect(line).toBeDefined();
    expect(stderr).toBe(
      "2 images: 1 named, 1 decorative, 0 missing\n" +
        "An HTML file doesn't contain its own address. Give it with --base URL to get web addresses instead of file: URLs.\n",
    );
    expect((await runCli(["alt", file("<img src=https://x.test/a.png>")])).stderr).toBe(
      "1 image: 0 named, 0 decorative, 1 missing\n",
    );
    expect(stdout.includes(0x1b)).toBe(false);
  });

  test("json: the whole page, with URLs resolved against --base", async () => {
    const { stdout, stderr } = await runCli(["alt", file(GOOD), "--format", "json", "--base", "https://fruit.test/d/"]);
    const page = JSON.parse(stdout.toString());
    expect(page).toMatchObject({ url: "https://fruit.test/d/", title: "Fruit", language: "en", diagnostics: [] });
    expect(page.images).toMatchObject([
      {
        url: "https://fruit.test/d/img/apple.jpg",
        textState: "named",
        name: { text: "A red apple on a wooden table", source: "alt" },
        screenReader: { heard: true, speech: "graphic, A red apple on a wooden table" },
        crawl: { taken: true, text: "A red apple on a wooden table" },
      },
      { textState: "decorative", screenReader: { heard: false }, crawl: { taken: false } },
    ]);
    expect(page.images[0]).not.toHaveProperty("findings");
    expect(stderr).toBe("");
  });

  test("jsonl: a line for each image", async () => {
    const { stdout } = await runCli(["alt", file(BAD), "--format", "jsonl", "--lint", "--base", "https://fruit.test/"]);
    const lines = stdout
      .toString()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line.pageUrl).toBe("https://fruit.test/");
      expect(line.findings.length).toBeGreaterThan(0);
      expect(line.findings[0]).toMatchObject({
        severity: "error",
        message: expect.any(String),
        suggestion: expect.any(String),
      });
    }
  });

  test("contains no escape sequences from the page", async () => {
    const { stdout, stderr } = await runCli([
      "alt",
      file(`<img src="http://[" alt="a\u001b[2Jb\u009bc\u202ed long enough">`),
    ]);
    expect(`${stdout}${stderr}`).not.toMatch(/[\u001b\u009b\u202e]/);
    expect(stdout.toString()).toContain("a\ufffd[2Jb\ufffdc\ufffdd");
  });

  test("is coloured on request, around whole words", async () => {
    const { stdout } = await runCli(["alt", file(BAD), "--lint"], { env: { FORCE_COLOR: "1" } });
    expect(stdout.toString()).toContain("\u001b[31mmissing\u001b[39m");
    expect(stdout.toString()).toMatch(/\u001b\[31merror\u001b\[39m [a-z-]+: /);
    expect(stdout.toString()).not.toContain("\ufffd");
  });

  test("a page without images", async () => {
    const { status, stdout, stderr } = await runCli(["alt", file("<p>no images")]);
    expect([status, stdout.toString(), stderr]).toEqual([0, "", "0 images: 0 named, 0 decorative, 0 missing\n"]);
  });
});

describe("--lint", () => {
  test("errors are listed under their images and make the status 1", async () => {
    const { status, stdout, stderr } = await runCli(["alt", file(BAD), "--lint"]);
    expect(status).toBe(1);
    expect(stdout.toString()).toMatch(/missing[\s\S]*error [a-z-]+: /);
    expect(stderr).toMatch(/2 errors, \d warnings?, \d hints?/);
  });

  test("the status is 0 without errors, and without --lint nothing is judged", async () => {
    expect((await runCli(["alt", file(GOOD), "--lint"])).status).toBe(0);
    expect((await runCli(["alt", file(BAD)])).status).toBe(0);
  });
});

describe("the source of a page", () => {
  test("stdin, gzipped or not; relative URLs are resolved against the working directory", async () => {
    for (const stdin of [GOOD, gzipSync(GOOD)]) {
      const { status, stdout } = await runCli(["alt", "-", "--format", "json"], { stdin, cwd: folder });
      expect(status).toBe(0);
      expect(JSON.parse(stdout.toString()).images[0].url).toMatch(/^file:\/\/.*\/img\/apple\.jpg$/);
    }
  });

  test("a gzipped file", async () => {
    expect((await runCli(["alt", file(gzipSync(GOOD), "page.html.gz")])).stdout.toString()).toContain("A red apple");
  });

  test.each([
    ["no such file", () => join(folder, "none.html"), "There is no such file"],
    ["a folder", () => folder, "It is a folder"],
    ["an empty file", () => file(""), "The file is empty."],
    [
      "an image",
      () => file(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0)),
      "neither an HTML page nor a crawl file (WARC, ARC, WAT, WET). It looks like an image.",
    ],
    ["broken gzip", () => file(gzipSync(GOOD).subarray(0, 40)), "Its gzip data ends too early"],
  ])("%s is status 3", async (_, input, why) => {
    const { status, stdout, stderr } = await runCli(["alt", input()]);
    expect(status).toBe(3);
    expect(stdout).toHaveLength(0);
    expect(stderr).toContain("alt2img: Cannot read");
    expect(stderr).toContain(why);
    expect(stderr).not.toContain("    at ");
  });

  test("a crawl file: the message names the command for it", async () => {
    const picture = { type: "resource", targetUri: "https://a.test/a", contentType: "image/png", block: "\0\x01PNG" };
    for (const crawl of [await warcOfPages("a", 2), Buffer.from(await collectBytes(writeWarc([picture])))]) {
      const { status, stderr } = await runCli(["alt", file(crawl)]);
      expect(status).toBe(3);
      expect(stderr).toContain("Use alt2img pairs");
    }
  });
});

describe("a URL", () => {
  let server: Server;
  let origin: string;
  const requests: { url: string | undefined; userAgent: string | undefined }[] = [];
  beforeAll(async () => {
    server = createServer((request, answer) => {
      requests.push({ url: request.url, userAgent: request.headers["user-agent"] });
      const html = (status: number, headers: Record<string, string> = {}): unknown =>
        answer.writeHead(status, { "content-type": "text/html; charset=iso-8859-1", ...headers });
      switch (request.url) {
        case "/d/page":
          html(200, { "x-robots-tag": "noai" });
          return answer.end(Buffer.from("<img src=a.png alt='Käse und Brot'>", "latin1"));
        case "/moved":
          html(302, { location: "/d/page" });
          return answer.end();
        case "/image":
          html(200, { "content-type": "image/png" });
          return answer.end("<img>");
        case "/huge":
          html(200, { "content-length": "999999999" });
          return answer.end();
        case "/loop":
          html(302, { location: "/loop" });
          return answer.end();
        case "/reset":
          html(200);
          answer.write("<p>");
          return setTimeout(() => request.socket.destroy(), 20);
        case "/reset-at-once":
          return request.socket.destroy();
        default:
          html(404);
          return answer.end("<img src=x alt=x>");
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test("is fetched once, with a User-Agent of its own; redirects, charset and headers count", async () => {
    requests.length = 0;
    const { status, stdout } = await runCli(["alt", `${origin}/moved`, "--format", "json"]);
    expect(status).toBe(0);
    const page = JSON.parse(stdout.toString());
    expect(page).toMatchObject({ url: `${origin}/d/page`, optOut: { noai: [{ agent: "*", from: "header" }] } });
    expect(page.images).toMatchObject([{ alt: "Käse und Brot", url: `${origin}/d/a.png` }]);
    expect(requests.map(({ url }) => url)).toEqual(["/moved", "/d/page"]);
    expect(requests[0]?.userAgent).toMatch(/^alt2img\/\d+\.\d+\.\d+ \(\+https:\/\//);
  });

  test.each([
    ["/none", "The server answered 404 Not Found."],
    ["/image", "It is image/png, not HTML."],
    ["/huge", "It has 999999999 bytes"],
    ["/loop", "redirect"],
    ["/reset", "The connection was closed before the end of the page. Try again."],
    ["/reset-at-once", "The connection was closed before the end of the page. Try again."],
  ])("%s is status 3", async (path, why) => {
    const { status, stdout, stderr } = await runCli(["alt", `${origin}${path}`]);
    expect(status).toBe(3);
    expect(stderr).toContain(`Cannot read ${origin}${path}: `);
    expect(stderr).toContain(why);
    expect(stdout).toHaveLength(0);
  });

  test("an unreachable host is status 3", async () => {
    const { status, stderr } = await runCli(["alt", "http://127.0.0.1:1/"]);
    expect(status).toBe(3);
    expect(stderr).not.toContain("fetch failed");
  });

  test.each([
    ["http://127.0.0.1:1/", "neither does alt2img. Check the address."],
    ["http://127.0.0.1:65533/", "The server refuses the connection. Check the address and its port"],
    ["http://", "It isn't a valid web address. Check it."],
  ])("the reason is in words: %s", async (address, why) => {
    const { stderr } = await runCli(["alt", address]);
    expect(stderr).toContain(why);
  });
});
