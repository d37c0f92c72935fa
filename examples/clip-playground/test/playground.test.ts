// The built page, in Chromium.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Clip, loadClip, score } from "@alt2img/clip";
import { formatScore } from "@alt2img/elements/clip-matrix";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { axeViolations, watchPage } from "@alt2img/testing/page";
import { tinyClip } from "@alt2img/tiny/clip";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
const PICTURES = ["red-apple", "woman-firefighter", "dog", "fire-engine", "teapot", "bicycle"];
const pictureFile = (name: string): Uint8Array =>
  readFileSync(new URL(`../samples/pictures/${name}.webp`, import.meta.url));

describe.skipIf(!hasChromium)("the playground", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  let clip: Clip;
  let page: Page;
  let complaints: string[];
  let requests: string[];

  beforeAll(async () => {
    [browser, served, clip] = await Promise.all([launchChromium(), serveBuiltPage(root), loadClip(tinyClip)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    ({ complaints, requests } = watchPage(page));
    await page.goto(`${served.url}index.html`);
    await page.locator(`${matrix} .value`).nth(41).waitFor({ timeout: 100_000 });
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close(), clip?.close()]);
  });

  const matrix = "alt2img-clip-matrix";
  const explained = "alt2img-clip-explanation";
  const hasScores = (count: number): Promise<void> =>
    expect.poll(() => page.locator(`${matrix} .value`).count(), { timeout: 100_000 }).toBe(count);
  /** The explanation is computed when it is on the screen. */
  const explains = async (text: string): Promise<void> => {
    await page.locator(explained).scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator(`${explained} .pair q`).textContent()).toBe(text);
    await page.locator(`${explained} .parts[aria-busy=false]`).waitFor({ timeout: 100_000 });
  };
  const cells = async (): Promise<string[][]> => {
    const rows = await page.locator(`${matrix} tbody tr`).all();
    return Promise.all(rows.map((row) => row.locator("td .value").allTextContents()));
  };
  const texts = (): Promise<string[]> => page.locator(`${matrix} tbody th`).allTextContents();
  const cell = (text: number, picture: number) =>
    page.locator(`${matrix} tbody tr`).nth(text).locator("td").nth(picture).locator(".cell");

  it("starts with scores, the same as in Node", async () => {
    const expected = await Promise.all(
      (await texts()).map((text) =>
        Promise.all(
          PICTURES.map(async (name) => formatScore((await score(clip, pictureFile(name), text)).cosine, "cosine")),
        ),
      ),
    );
    expect(await cells()).toEqual(expected);
    expect(await page.locator(`${matrix} .best`).count()).toBe(PICTURES.length);
    expect(await cell(0, 0).getAttribute("aria-pressed")).toBe("true");
  });

  it("switches to logits and probabilities", async () => {
    await page.check("input[value=probability]");
    await expect.poll(() => cell(0, 0).textContent()).toContain("%");
    const columns = (await cells()).map((row) => row.map((value) => Number.parseFloat(value.replace("<", ""))));
    expect(columns.reduce((sum, row) => sum + row[0]!, 0)).toBeCloseTo(100, -1);
    await page.check("input[value=logit]");
    const { logit } = await score(clip, pictureFile("dog"), (await texts())[4]!);
    await expect.poll(async () => (await cells())[4]![2]).toBe(formatScore(logit!, "logit"));
    await page.check("input[value=cosine]");
    await expect.poll(() => cell(0, 0).textContent()).toContain("0.");
  });

  it("explains the chosen cell", async () => {
    await cell(2, 1).click();
    await explains("a firefighter");
    expect(await page.locator(`${explained} [part=verdict]`).textContent()).toContain(
      await cell(2, 1).locator(".value").textContent(),
    );
    expect(await page.locator(`${explained} .words tbody th`).allTextContents()).toEqual(["a", "firefighter"]);
    await page.locator("alt2img-tokens").scrollIntoViewIfNeeded();
    await page.locator("alt2img-tokens .token").first().waitFor();
    expect(await page.locator("alt2img-tokens .token").allTextContents()).toEqual([
      "start",
      "a␣",
      "firefighter␣",
      "end",
    ]);
  });

  it("walks down WordNet's tree", async () => {
    await cell(0, 0).click();
    await page.locator("#explanation summary", { hasText: "WordNet" }).click();
    await page.locator(".way").first().waitFor({ timeout: 100_000 });
    const way = await page.locator(".way").first().locator("b").allTextContents();
    expect(way[0]).toBe("entity");
    expect(way.at(-1)).toBe("apple");
    await page.check("input[value=imagenet]");
    await page.locator(".tree-view", { hasText: "1,000 classes" }).waitFor({ timeout: 100_000 });
  });

  it("scores the texts that are there at last, and says which words are cut", async () => {
    const long = `a bicycle ${"and a bicycle ".repeat(20)}`.trim();
    for (const lines of ["a dog", "a cat\na cat\n\n  a blue bicycle  ", `a bicycle\n${long}`]) {
      await page.fill(`${matrix} textarea`, lines);
    }
    await expect.poll(texts, { timeout: 100_000 }).toEqual(["a bicycle", long]);
    await hasScores(12);
    await cell(1, 5).click();
    await page.locator("alt2img-tokens").scrollIntoViewIfNeeded();
    await page.locator("alt2img-tokens .warning", { hasText: "doesn’t see" }).waitFor();
  });

  it("takes pictures, names the broken one, and keeps the others", async () => {
    const whole = pictureFile("teapot");
    await page.setInputFiles(`${matrix} input[type=file]`, [
      { name: "kettle.webp", mimeType: "image/webp", buffer: Buffer.from(whole) },
      { name: "half.webp", mimeType: "image/webp", buffer: Buffer.from(whole.subarray(0, 400)) },
      { name: "letter.png", mimeType: "image/png", buffer: Buffer.from("no picture") },
    ]);
    await hasScores(14);
    expect(await page.locator(`${matrix} .warning`).textContent()).toMatch(/half:.*letter:/s);
    const rows = await cells();
    for (const row of rows) expect(row[6]).toBe(row[4]);
    await page.getByRole("button", { name: "Remove kettle" }).click();
    await hasScores(12);
  });

  it("says how well the alt texts of a page fit, and explains one", async () => {
    await page.getByRole("button", { name: "Show a page of the sample crawl" }).click();
    await page.waitForSelector(".card");
    const cards = await page.locator(".card").allTextContents();
    expect(cards).toHaveLength(8);
    expect(cards.find((card) => card.startsWith("Lemon"))).toContain("fits very well");
    expect(cards.find((card) => card.includes("Flexed biceps"))).toContain("fits worse");
    expect(cards.find((card) => card.includes("Search"))).toContain("fetches nothing");
    await page.getByRole("button", { name: "Explain this score of Lemon" }).click();
    await expect.poll(async () => (await texts())[0], { timeout: 100_000 }).toBe("Lemon");
    await explains("Lemon");
  });

  it("reads a file that is dropped, and says what is wrong with another", async () => {
    const drop = (name: string, content: string): Promise<void> =>
      page.evaluate(
        ([fileName, text]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text!], fileName!));
          dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
        },
        [name, content],
      );
    await drop("page.html", '<img src="a.png" alt="An apple">');
    await page.waitForFunction(() =>
      document.querySelector("#page-status")?.textContent?.startsWith("page.html: 1 image, 0"),
    );
    await drop("broken.warc", "no crawl");
    await page.waitForFunction(() =>
      document.querySelector("#page-status")?.textContent?.includes("neither an HTML page"),
    );
  });

  it("fits on a phone, and passes axe in light and dark", async () => {
    await page.getByRole("button", { name: "Show a page of the sample crawl" }).click();
    await page.waitForSelector(".card");
    await page.locator(`${explained} .parts[aria-busy=false]`).waitFor({ timeout: 100_000 });
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page), colorScheme).toEqual([]);
    }
  });

  it("asks only its own server, and nothing is wrong in the console", () => {
    expect(requests.filter((url) => !url.startsWith(served.url) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
