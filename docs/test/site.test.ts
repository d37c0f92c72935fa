// The built website in Chromium: every guide in both themes, some API pages, the search.
import { readdirSync } from "node:fs";
import { encodePng } from "@alt2img/image";
import { hasChromium, launchChromium } from "@alt2img/testing/bundlers";
import axe from "axe-core";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { docs, serveSite } from "./serve-site.js";

const guides = readdirSync(`${docs}guide`)
  .filter((name) => name.endsWith(".md"))
  .map((name) => `/guide/${name.replace(/(index)?\.md$/, "")}`);
const pages = ["/", ...guides, "/api/", "/api/@alt2img/core/", "/api/@alt2img/dataset/store"];

describe.skipIf(!hasChromium)("the website", () => {
  let browser: Browser;
  let page: Page;
  let site: Awaited<ReturnType<typeof serveSite>>;
  const problems: string[] = [];

  beforeAll(async () => {
    site = await serveSite();
    browser = await launchChromium();
    page = await browser.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith("data:"))
        problems.push(`asks for ${request.url()}`);
    });
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  describe.each(pages)("%s", (path) => {
    beforeAll(async () => {
      problems.length = 0;
      await page.setViewportSize({ width: 1280, height: 800 });
      const answer = await page.goto(site.url + path.slice(1), { waitUntil: "networkidle" });
      expect(answer?.status()).toBe(200);
      await page.evaluate(axe.source);
    });

    it.each(["light", "dark"] as const)("has no fault that axe knows in %s colours", async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const faults = await page.evaluate(async () => {
        // VitePress's search button shows its key, too: axe reads "SearchK", and finds that its name is "Search".
        const context = { exclude: [".DocSearch-Button"] };
        const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(context);
        return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
      });
      expect(faults).toEqual([]);
    });

    it("fits a phone", async () => {
      await page.setViewportSize({ width: 375, height: 700 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    });

    it("asks nobody else for anything and has nothing to complain about", () => {
      expect(problems).toEqual([]);
    });
  });

  it.each([
    ["how do I read a WARC file", "/guide/crawl"],
    ["alt text of an image", "/guide/alt-text"],
    ["clip score", "/guide/clip"],
    ["which images was it trained on", "/guide/dataset"],
    ["wordnet hypernyms", "/wordnet"],
    ["diffusion sampler", "/diffusion"],
    ["measure gender bias", "/guide/bias"],
    ["pHash", "/api/@alt2img/image"],
  ])("finds “%s”", async (query, path) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${site.url}guide/`, { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("searchbox").fill(query);
    const first = page.locator(".VPLocalSearchBox .result").first();
    await first.waitFor();
    await expect.poll(() => page.locator(".VPLocalSearchBox .result").first().getAttribute("href")).toContain(path);
  });

  it("scores pictures in the guide to CLIP", async () => {
    await page.goto(`${site.url}guide/clip`);
    const matrix = page.locator("alt2img-clip-matrix");
    await matrix.scrollIntoViewIfNeeded();
    // Three pictures and four texts.
    await expect.poll(() => matrix.locator(".value").count(), { timeout: 100_000 }).toBe(12);
  });

  it("draws a picture on the first page", async () => {
    problems.length = 0;
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(site.url, { waitUntil: "networkidle" });
    const strip = page.locator("alt2img-denoising-strip");
    await strip.getByRole("textbox", { name: "Prompt" }).fill("red heart");
    await strip.getByRole("button", { name: "Draw" }).click();
    await expect.poll(() => strip.locator("canvas, img").count(), { timeout: 120_000 }).toBeGreaterThan(2);
    expect(problems).toEqual([]);
  });

  it("shows in the guide what another filter gives to CLIP, and says that a text isn’t a picture", async () => {
    await page.goto(`${site.url}guide/image`);
    const live = page.getByRole("group", { name: "What CLIP sees of a picture" });
    const status = live.getByRole("status");
    await expect.poll(() => status.textContent()).toContain("This is the filter that CLIP learned with.");
    await live.getByLabel("Filter").selectOption("nearest");
    await expect
      .poll(() => status.textContent())
      .toMatch(/256 × 256 pixels have become 64 × 64.* a number is \d+\.\d of 255 away/);
    const pixel = (): Promise<number[]> =>
      live
        .locator("canvas")
        .last()
        .evaluate((canvas: HTMLCanvasElement) => [...(canvas.getContext("2d")?.getImageData(0, 0, 1, 1).data ?? [])]);
    expect(await pixel()).toEqual([255, 255, 255, 255]);
    await live.getByLabel("Transparency").selectOption("drop");
    await expect.poll(pixel).toEqual([0, 170, 0, 255]);
    await live
      .getByLabel("Your own picture")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no") });
    await expect.poll(() => live.getByRole("alert").textContent()).toMatch(/./);
    // A line of pixels: what is cut off isn't computed, and it isn't shown higher than others.
    const line = { width: 1, height: 3000, data: new Uint8ClampedArray(12_000).fill(200) };
    await live
      .getByLabel("Your own picture")
      .setInputFiles({ name: "line.png", mimeType: "image/png", buffer: Buffer.from(await encodePng(line)) });
    await expect.poll(() => status.textContent()).toContain("1 × 3000 pixels have become 64 × 64");
    await expect.poll(() => live.getByRole("alert").count()).toBe(0);
    expect((await live.locator("canvas").first().boundingBox())?.height).toBeLessThan(260);
  });

  it("draws PyTorch’s numbers for a seed, and asks for a whole number", async () => {
    await page.goto(`${site.url}guide/vocabulary`);
    const live = page.getByRole("group", { name: "The random numbers of a seed" });
    await expect.poll(() => live.getByRole("listitem").first().textContent()).toBe("1.9269152879714966");
    await live.getByRole("textbox").fill("4.2");
    await expect.poll(() => live.getByRole("status").textContent()).toContain("A seed is a whole number");
    await live.getByRole("textbox").fill("9".repeat(3000));
    await expect.poll(() => live.getByRole("status").textContent()).toContain("A seed is a whole number");
    await live.getByRole("textbox").fill("0");
    await expect.poll(() => live.getByRole("listitem").first().textContent()).toMatch(/^-1\.12583/);
  });

  it("loads a model in the guide, the second time without a request", async () => {
    await page.goto(`${site.url}guide/onnx`);
    const live = page.getByRole("group", { name: "A model in this page" });
    await live.getByRole("button", { name: "Load the tiny CLIP’s text model" }).click();
    await live.getByRole("button", { name: "Load it again" }).click({ timeout: 100_000 });
    await expect.poll(() => live.getByRole("listitem").count(), { timeout: 100_000 }).toBe(4);
    expect(await live.getByRole("list").textContent()).toMatch(
      /from the cache, without a request.*becomes 128 numbers/,
    );
  });

  it("compares with the references in the reader’s browser", async () => {
    problems.length = 0;
    await page.goto(`${site.url}guide/numbers`);
    const live = page.getByRole("group", { name: "Compare in this browser" });
    await live.getByRole("button").click();
    await expect.poll(() => live.getByRole("status").textContent(), { timeout: 100_000 }).toBe("Everything agrees.");
    expect(await live.locator("tbody tr").count()).toBe(6);
    expect(problems).toEqual([]);
  });
});
