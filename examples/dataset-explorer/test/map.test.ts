// The map and “Was this trained on?” of the built page, in Chromium.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { axeViolations, watchPage } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe.skipIf(!hasChromium)("the explorer", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  let page: Page;
  let complaints: string[];
  const answers = (pattern: RegExp): Promise<void> =>
    expect.poll(() => page.textContent("#ask-status"), { timeout: 15_000 }).toMatch(pattern);

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    ({ complaints } = watchPage(page));
    await page.goto(`${served.url}index.html`);
    await page.waitForSelector(".card");
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("draws a map, whose pictures the arrow keys choose", async () => {
    await page.focus("#draw-map");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".map canvas");
    expect(await page.textContent("#map-status")).toMatch(/^4\d\d pictures/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("CANVAS");
    await page.keyboard.press("ArrowRight");
    await page.waitForSelector("#near .card");
    expect(await page.locator("#near .card").count()).toBe(6);
    // For those who don't see the map.
    const said = /^“.+”: (?:kept|rejected)\. 5 pictures next to it are listed\.$/;
    await expect.poll(() => page.textContent("#map-status")).toMatch(said);
    const first = await page.locator("#near .card").first().getAttribute("data-pair");
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]) await page.keyboard.press(key);
    await expect.poll(() => page.locator("#near .card").first().getAttribute("data-pair")).not.toBe(first);
    const blank = await page.$eval("canvas", (canvas: HTMLCanvasElement) => canvas.toDataURL());
    for (let i = 0; i < 5; i++) await page.keyboard.press("+");
    await expect.poll(() => page.$eval("canvas", (canvas: HTMLCanvasElement) => canvas.toDataURL())).not.toBe(blank);
  });

  it("answers for a domain and an address, and says what the filter keeps", async () => {
    await page.fill("#ask-text", "stock-people.example");
    await page.keyboard.press("Enter");
    await answers(
      /^Yes: 104 pairs with the same domain, of which 12 are listed\. Your filter keeps \d+ of those listed\.$/,
    );
    await page.fill("#ask-text", "https://stock-people.example/");
    await page.keyboard.press("Enter");
    await answers(/^Yes: 104 pairs with the same domain/);
    await page.fill("#ask-text", "https://cdn.tinyorchard.example/p/fluent-emoji-flat/shaved-ice.webp");
    await page.keyboard.press("Enter");
    await answers(/^Yes: .+ with the same address/);
    await page.fill("#ask-text", "elsewhere.example");
    await page.keyboard.press("Enter");
    await answers(/^No: /);
    await page.fill("#ask-text", "no domain at all");
    await page.keyboard.press("Enter");
    await answers(/must be a name such as/);
  });

  it("recognises the file of a picture, and says what is wrong with a broken one", async () => {
    const file = readFileSync(new URL("../../clip-playground/samples/pictures/dog.webp", import.meta.url));
    await page.setInputFiles("#ask-picture", { name: "dog.webp", mimeType: "image/webp", buffer: file });
    await answers(/^Yes: 1 pair with the same file\. Your filter keeps it\.$/);
    expect(await page.locator("#ask-matches .alt").allTextContents()).toEqual(["Dog on a white background"]);
    // The answer follows the filter.
    await page.fill("[data-rule=similarity] .exact", "0.9");
    await page.keyboard.press("Enter");
    await answers(/Your filter rejects it\.$/);
    await page.setInputFiles("#ask-picture", {
      name: "a.png",
      mimeType: "image/png",
      buffer: Buffer.from("no picture"),
    });
    await answers(/supported formats/);
  });

  it("leaves out embeddings that can't be compared, and says so", async () => {
    const line = (i: number): string =>
      JSON.stringify({
        ...{
          imageUrl: `https://x.example/${i}.jpg`,
          text: `number ${i}`,
          source: "alt",
          pageUrl: "https://x.example/",
        },
        image_embedding: i === 3 ? [0, 0, 0] : i === 4 ? [1, 2] : [3 * Math.sin(i), 3 * Math.cos(i), i],
      });
    const lines = Array.from({ length: 30 }, (_, i) => line(i)).join("\n");
    await page.setInputFiles("#files", { name: "a.jsonl", mimeType: "", buffer: Buffer.from(lines) });
    const status =
      "30 pairs of a.jsonl are open. 2 embeddings can’t be used: their length is 0 or they have other dimensions.";
    await expect.poll(() => page.textContent("#data-status")).toBe(status);
    await page.locator("#draw-map").press("Enter");
    await expect.poll(() => page.textContent("#map-status")).toMatch(/^28 pictures/);
  });

  it("fits on a phone, passes axe, and nothing is wrong in the console", async () => {
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page, "#map, #trained"), colorScheme).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});
