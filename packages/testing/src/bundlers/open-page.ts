import { type Browser, type BrowserContext, chromium } from "playwright";
import { findChromium } from "../../../../scripts/chromium.mjs";

/** What a page of `serveBundled` did. */
export type PageRun = {
  /** What its `result` came to. */
  readonly result: unknown;
  /** URLs of everything that the page and its workers asked for, in order. */
  readonly requests: readonly string[];
  /** Errors and warnings in the console, refusals of the Content-Security-Policy included. */
  readonly complaints: readonly string[];
};

/** Whether there is a Chromium to run pages in. */
export const hasChromium: boolean = findChromium() !== undefined;

/**
 * V8 compiles a WebAssembly function a second time, for speed, once much of it has run. Tests run too little of a model for that to
 * pay: it was half of what a page with one cost. Now it has to run a hundred times as much before. The results are the same.
 */
const COMPILE_ONCE = "--js-flags=--wasm-tiering-budget=1300000000";

/** @param webgpu with WebGPU, computed on the CPU by SwiftShader */
export async function launchChromium({ webgpu = false }: { webgpu?: boolean } = {}): Promise<Browser> {
  const executablePath = findChromium();
  const gpu = webgpu ? ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"] : ["--disable-gpu"];
  return await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ["--no-sandbox", COMPILE_ONCE, ...gpu, "--disable-background-networking"],
  });
}

/**
 * Opens the page and waits for its result.
 *
 * @param browser a browser, or a context of it where pages should share their storage
 * @throws Error when the result rejects, or when an uncaught error keeps the page from having one
 */
export async function openPage(browser: Browser | BrowserContext, url: string, timeout = 60_000): Promise<PageRun> {
  const page = await browser.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  const failed = new Promise<never>((_, reject) => page.on("pageerror", reject));
  failed.catch(() => undefined);
  try {
    await page.goto(url);
    await Promise.race([page.waitForFunction("globalThis.pageResult !== undefined", undefined, { timeout }), failed]);
    const run = (await page.evaluate("globalThis.pageResult")) as { value: unknown } | { error: string };
    if ("error" in run) throw new Error(run.error);
    return { result: run.value, requests, complaints };
  } catch (error) {
    const said = complaints.map((line) => `\n  console: ${line}`).join("");
    throw new Error(`${url} failed: ${error instanceof Error ? error.message : error}${said}`, { cause: error });
  } finally {
    await page.close();
  }
}
