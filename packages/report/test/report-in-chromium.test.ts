import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../../scripts/chromium.mjs";
import { hostileRecords } from "./hostile.js";
import { reportOn, sampleFile, warcFile } from "./report-on.js";

const executablePath = findChromium();

describe.skipIf(executablePath === undefined)("the report in Chromium", () => {
  let folder: string;
  let browser: Browser;
  /** Everything that the page asked for or complained about. */
  let events: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "alt2img-report-page-"));
    const hostile = await warcFile("hostile.warc.gz", hostileRecords());
    for (const [name, file, maxPages] of [
      ["sample", await sampleFile(), 100],
      ["few", await sampleFile(), 3],
      ["hostile", hostile, 100],
    ] as const) {
      await writeFile(join(folder, `${name}.html`), (await reportOn([file], { maxPages })).page);
    }
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true });
  });

  async function openReport(name: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    const page = await browser.newPage(options);
    events = [];
    page.on("console", (message) => events.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => events.push(String(error)));
    page.on("dialog", (dialog) => events.push(dialog.message()));
    page.on("request", (request) => events.push(request.url()));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    // Thumbnails are data; what counts is what would leave the machine.
    events = events.filter((event) => !event.startsWith("data:") && !event.startsWith("file:"));
    return page;
  }

  it.each(["sample", "hostile"])("makes no requests and logs no errors: %s", async (name) => {
    const page = await openReport(name);
    expect(events).toEqual([]);
    expect(await page.evaluate("typeof pwned")).toBe("undefined");
    expect(await page.locator("script").count()).toBe(1);
    await page.close();
  });

  it.each([
    ["light", 1280],
    ["dark", 390],
  ] as const)("passes axe, in %s, %i pixels wide, without scrolling sideways", async (colorScheme, width) => {
    const page = await openReport("few", { colorScheme, viewport: { width, height: 800 } });
    // Cards below the fold are not laid out until they are near, and axe has to see them.
    await page.evaluate(
      `for (const image of document.querySelectorAll(".image")) image.style.contentVisibility = "visible"`,
    );
    await page.evaluate(axe.source);
    const violations = await page.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(" | ")))`,
    );
    expect(violations).toEqual([]);
    await expect.poll(() => page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await page.close();
  });

  it("filters images by text, state, readers and finding", async () => {
    const page = await openReport("sample");
    const count = page.locator("#filter-count");
    const shown = page.locator(".image:visible");
    await expect.poll(() => count.textContent()).toBe("119 of 119 images, on 17 pages");
    await page.locator("#filter-text").fill("TEAPOT with a band");
    await expect.poll(() => count.textContent()).toBe("2 of 119 images, on 1 page");
    await expect.poll(() => shown.count()).toBe(2);
    await page.locator("#filter-state").selectOption("decorative");
    await expect.poll(() => page.locator("#filter-none").isVisible()).toBe(true);
    await page.locator("#filter-text").fill("");
    await page.locator("#filter-rule").selectOption("empty-in-control");
    await expect.poll(() => shown.count()).toBe(1);
    await page.locator("#filter-state").selectOption("");
    await page.locator("#filter-rule").selectOption("");
    await page.locator("#filter-readers").selectOption("taken");
    await expect.poll(() => count.textContent()).toMatch(/^[1-9]\d? of 119 images/);
    await expect.poll(() => shown.count()).toBe(Number.parseInt((await count.textContent())!, 10));
    await page.close();
  });

  it("shows an image that the filter hides when a link leads to it", async () => {
    const page = await openReport("sample");
    await page.locator("#filter-text").fill("no image says this");
    const link = page.locator(".examples a").first();
    const card = page.locator((await link.getAttribute("href"))!);
    await expect.poll(() => card.isVisible()).toBe(false);
    await link.click();
    await expect.poll(() => card.isVisible()).toBe(true);
    await page.close();
  });

  it("lands on the target of every link inside the report, on a phone", async () => {
    const page = await openReport("sample", { viewport: { width: 375, height: 812 } });
    const hrefs = await page
      .locator("nav a, .gallery a, .examples a, .examples-of a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    expect(hrefs.length).toBeGreaterThan(30);
    for (const href of new Set(hrefs)) {
      await page.evaluate(`scrollTo(0, 0); location.hash = ${JSON.stringify(href)}`);
      const top = (): Promise<number> => page.locator(href).evaluate((target) => target.getBoundingClientRect().top);
      await expect.poll(top, { message: href }).toBeLessThan(120);
      expect(await top(), href).toBeGreaterThan(-1);
    }
    await page.close();
  });

  it("is complete without scripts: only the filter is hidden", async () => {
    const page = await openReport("sample", { javaScriptEnabled: false });
    await expect.poll(() => page.locator(".image:visible").count()).toBe(119);
    await expect.poll(() => page.locator("#filter").isVisible()).toBe(false);
    await page.close();
  });

  it("works by keyboard: the first Tab offers a link to the images", async () => {
    const page = await openReport("sample");
    await page.keyboard.press("Tab");
    await expect.poll(() => page.evaluate("document.activeElement.textContent")).toBe("Skip to the images");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#pages");
    await page.close();
  });
});
