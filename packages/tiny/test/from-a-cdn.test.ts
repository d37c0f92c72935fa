import { createReadStream, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../../scripts/chromium.mjs";

const executablePath = findChromium();

/** Where a CDN would have the packages: this one as it is built. */
const FOLDERS: Readonly<Record<string, string>> = {
  "/@alt2img/tiny/": fileURLToPath(new URL("../", import.meta.url)),
  "/@alt2img/tiny-crawl/": fileURLToPath(new URL("../parts/crawl/", import.meta.url)),
  "/@alt2img/tiny-training-set/": fileURLToPath(new URL("../parts/training-set/", import.meta.url)),
  "/@alt2img/core/": fileURLToPath(new URL("../../core/", import.meta.url)),
  "/hyparquet/": fileURLToPath(new URL("../node_modules/hyparquet/", import.meta.url)),
};

const PAGE = `<!doctype html><title>A page without a bundler</title>
<script type="importmap">{ "imports": {
  "@alt2img/tiny": "/@alt2img/tiny/dist/index.js",
  "@alt2img/tiny-crawl": "/@alt2img/tiny-crawl/index.js",
  "@alt2img/tiny-training-set": "/@alt2img/tiny-training-set/index.js",
  "@alt2img/core": "/@alt2img/core/dist/index.js",
  "hyparquet": "/hyparquet/src/index.js"
} }</script>
<script type="module">
  import { tinyCrawl, tinyTrainingSet } from "@alt2img/tiny";
  try {
    const { name, image } = await tinyTrainingSet.row(42, { columns: ["name", "image"] });
    const { width, height } = await createImageBitmap(new Blob([image]));
    const warc = await tinyCrawl.read("tiny-crawl.warc.gz");
    globalThis.result = { name, width, height, warc: warc.length };
  } catch (error) {
    globalThis.result = { error: String(error) };
  }
</script>`;

describe.skipIf(executablePath === undefined)("on a page without a bundler", () => {
  let server: Server;
  let browser: Browser;
  const requests: string[] = [];
  let bytesSent = 0;
  let bytesOfSet = 0;

  beforeAll(async () => {
    server = createServer(({ url = "/", headers: { range } }, response) => {
      if (url === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end(PAGE);
      const folder = Object.keys(FOLDERS).find((prefix) => url.startsWith(prefix));
      if (folder === undefined) return response.writeHead(404).end();
      const path = FOLDERS[folder] + url.slice(folder.length);
      const type = path.endsWith(".js") ? "text/javascript" : "application/octet-stream";
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
      const { size } = statSync(path);
      const [start, end] = first === undefined ? [0, size - 1] : [Number(first), Number(last)];
      requests.push(`${url.split("/").at(-1)}${first === undefined ? "" : " in part"}`);
      bytesSent += end - start + 1;
      if (path.endsWith(".parquet")) bytesOfSet += end - start + 1;
      const headers = { "Content-Type": type, "Content-Length": end - start + 1 };
      response.writeHead(first === undefined ? 200 : 206, {
        ...headers,
        ...(first === undefined ? {} : { "Content-Range": `bytes ${start}-${end}/${size}` }),
      });
      return createReadStream(path, { start, end }).pipe(response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  it("gives a picture that the browser decodes, from a small part of the file", async () => {
    const { port } = server.address() as AddressInfo;
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.waitForFunction(() => "result" in globalThis);
    const result = await page.evaluate(() => Reflect.get(globalThis, "result") as unknown);
    const warc = statSync(new URL("../parts/crawl/files/tiny-crawl.warc.gz", import.meta.url)).size;
    expect(result).toEqual({ name: expect.any(String), width: 64, height: 64, warc });
    expect(requests).toContain("training-set.parquet in part");
    expect(requests).not.toContain("training-set.parquet");
    // The end of the file, and a few pages.
    expect(requests.filter((request) => request.startsWith("training-set.parquet")).length).toBeLessThanOrEqual(3);
    expect(bytesOfSet).toBeLessThan(250_000);
    // The rest are modules and the crawl.
    expect(bytesSent - warc).toBeLessThan(1_000_000);
  });
});
