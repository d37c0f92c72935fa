import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasChromium, launchChromium, type Served, serveFolders } from "@alt2img/testing/bundlers";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { type PageLog, watchPage } from "@alt2img/testing/page";
import type { Browser, Page } from "playwright";

export { hasChromium };

const packages = new URL("../../", import.meta.url);

/** Where a CDN has this repository's packages, and ONNX Runtime, which they name. */
const FOLDERS = [
  "alt-text",
  "bias",
  "clip",
  "core",
  "crawl",
  "dataset",
  "diffusion",
  "elements",
  "image",
  "onnx",
  "tiny",
  "tiny/parts/clip",
  "tiny/parts/crawl",
  "tiny/parts/lcm",
  "tiny/parts/skewed-twin",
  "tiny/parts/stable-diffusion",
  "tiny/parts/training-set",
  "wordnet",
  "wordnet/princeton31",
  "onnx/node_modules/onnxruntime-web",
];

type Manifest = { readonly name: string; readonly version: string };

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(new URL(`${folder}/package.json`, packages), "utf8")) as Manifest;

export type PageOptions = {
  /** In pixels. Default: 1280. */
  readonly width?: number;
  /** Default: light. */
  readonly colorScheme?: "light" | "dark";
  /** Of the document. Default: `en`. */
  readonly lang?: string;
  /** The script: a file of `dist/cdn`. Default: that which fetches the elements of the page. */
  readonly script?: string;
  /** Files of the page's own server, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
};

type OpenedPage = PageLog & {
  readonly page: Page;
  /** The server of the page, to see its requests and to make it fail. */
  readonly server: FileServer;
};

/** A CDN with the built packages, and pages of another origin that use it under a strict Content-Security-Policy. */
export type ElementsSite = {
  readonly browser: Browser;
  /** Of the CDN's folder with the elements; ends with `/`. */
  readonly cdn: string;
  /** Opens a page with this body, and waits until its elements are defined. */
  readonly open: (body: string, options?: PageOptions) => Promise<OpenedPage>;
  readonly close: () => Promise<void>;
};

/** Start it once for a test file. The packages have to be built. */
export async function openElements(): Promise<ElementsSite> {
  const folder = mkdtempSync(join(tmpdir(), "alt2img-cdn-"));
  for (const each of FOLDERS) {
    const { name, version } = manifestOf(each);
    const link = join(folder, "npm", `${name}@${version}`);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(fileURLToPath(new URL(each, packages)), link);
  }
  const [browser, served] = await Promise.all([
    launchChromium(),
    // The headers of jsDelivr for a path with a version.
    serveFolders([folder], {
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=31536000, s-maxage=31536000, immutable",
    }),
  ]);
  // Each page has an origin of its own, so what it keeps is its own, too. They share only what the browser has of the CDN.
  const context = await browser.newContext();
  const { name, version } = manifestOf("elements");
  const cdn = `${served.url}npm/${name}@${version}/dist/cdn/`;
  const servers: FileServer[] = [];

  return {
    browser,
    cdn,
    async open(
      body,
      { lang = "en", script = "alt2img-elements.js", files = {}, width = 1280, colorScheme = "light" } = {},
    ) {
      const html = pageOf(body, { lang, script: cdn + script });
      const server = await serveFiles(
        Object.entries({ "index.html": html, ...files }).map(([path, content]) => [path, bytesOf(content)]),
        { "Content-Security-Policy": policy(served) },
      );
      servers.push(server);
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      const log = watchPage(page);
      await page.goto(`${server.url}index.html`);
      await page.waitForFunction(() => document.querySelector(":not(:defined)") === null);
      return { page, server, ...log };
    },
    async close() {
      await Promise.all([browser.close(), served.close(), ...servers.map((server) => server.close())]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === "string" ? new TextEncoder().encode(content) : content;

/** What README.md tells authors of pages to allow, and nothing else. */
function policy({ url }: Served): string {
  const host = new URL(url).origin;
  return [
    "default-src 'none'",
    `script-src ${host} 'wasm-unsafe-eval'`,
    `worker-src blob: ${host}`,
    `connect-src 'self' ${host}`,
    "img-src 'self' data: blob: https:",
    "style-src 'self'",
    "base-uri 'none'",
  ].join("; ");
}

const pageOf = (body: string, { lang, script }: { lang: string; script: string }): string => `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>A page with elements</title>
<link rel="icon" href="data:,">
<script type="module" src="${script}"></script>
</head>
<body><main><h1>A page</h1>
${body}
</main></body>
</html>`;
