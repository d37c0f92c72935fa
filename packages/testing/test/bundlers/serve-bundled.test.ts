import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type BrowserProject,
  type Bundler,
  bundlers,
  hasChromium,
  launchChromium,
  openPage,
  type PageRun,
  serveBundled,
} from "../../src/bundlers/index.js";

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function run(bundler: Bundler, project: Omit<BrowserProject, "from" | "packages">): Promise<PageRun> {
    const { url, close } = await serveBundled(bundler, { from: import.meta.url, packages: ["esbuild"], ...project });
    try {
      return await openPage(browser, url);
    } finally {
      await close();
    }
  }

  it.each(bundlers)("made by %s has its files and gives its result", async (bundler) => {
    const main = `
      const response = await fetch("/some/data.bin");
      export const result = response.arrayBuffer().then((bytes) => [...new Uint8Array(bytes)]);`;
    const { result, complaints, requests } = await run(bundler, {
      main,
      files: { "some/data.bin": Uint8Array.of(1, 2, 3) },
    });
    expect(result).toEqual([1, 2, 3]);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => url.endsWith("/some/data.bin"))).toHaveLength(1);
  });

  it.each(bundlers)("made by %s fails with its error", async (bundler) => {
    await expect(run(bundler, { main: `export const result = Promise.reject(new Error("no luck"));` })).rejects.toThrow(
      /no luck/,
    );
  });

  it("fails at once when its script does", async () => {
    await expect(run("esbuild", { main: `throw new Error("too early"); export const result = 1;` })).rejects.toThrow(
      /too early/,
    );
  });

  it("fails when a bundler does", async () => {
    const main = `import "not-installed"; export const result = 1;`;
    for (const bundler of ["vite build", "webpack", "esbuild"] as const) {
      await expect(run(bundler, { main })).rejects.toThrow(/not-installed/);
    }
  });

  it("has the headers, and reports what they forbid", async () => {
    const main = `let caught = "nothing"; try { eval("1") } catch (error) { caught = error.name } export const result = caught;`;
    const headers = { "Content-Security-Policy": "default-src 'self'" };
    const { result, complaints } = await run("esbuild", { main, headers });
    expect(result).toBe("EvalError");
    expect(complaints.join()).toMatch(/Content Security Policy/);
  });
});
