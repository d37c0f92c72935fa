// The element in Chromium, from a CDN on another origin.
import { extractPage } from "@alt2img/alt-text";
import { focusOrder, hostileUrls } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectImages } from "../../src/alt-text/inspect.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const TAG = "alt2img-alt-text";
const PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
const PAGE = `<html lang="en"><img src="a.jpg" alt="Ann at work"><a href="/shop"><img src="b.png"></a>
<img src="${PIXEL}" alt="image"><img src="line.png" alt="">`;

const readings = (page: Page, reader: string): Promise<string[]> =>
  page.locator(`${TAG} .reading.${reader} > :nth-child(2)`).allTextContents();
const keys = (page: Page): Promise<string[]> => page.locator(`${TAG} .keys span`).allTextContents();

describe.skipIf(!hasChromium)(TAG, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("shows what each reader gets and what is wrong, as the package says it", async () => {
    const { page, complaints } = await site.open(`<${TAG} html=${attributeOf(PAGE)}></${TAG}>`);
    await page.locator(`${TAG} .card`).first().waitFor();
    const expected = inspectImages(extractPage(PAGE, { url: "https://example.org/" }));
    expect(await readings(page, "heard")).toEqual(expected.map(({ heard }) => heard.speech ?? "silence"));
    expect(await readings(page, "taken")).toEqual(expected.map(({ taken }) => taken.text ?? "nothing"));
    expect(await page.locator(`${TAG} .findings strong`).allTextContents()).toEqual(
      expected.flatMap(({ findings }) => findings.map(({ title }) => title)),
    );
    expect(await keys(page)).toEqual(["1 heard and taken", "2 only heard", "0 only taken", "1 neither"]);
    expect(await page.locator(`${TAG} [aria-live]`).textContent()).toMatch(
      /^4 images: 1 heard and taken.* findings\.$/,
    );
    // Only the picture that the page brings itself.
    expect(
      await page.locator(`${TAG} .card img`).evaluateAll((all) => all.map((img) => img.getAttribute("src"))),
    ).toEqual([PIXEL]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("follows what is typed, filters, and tells the page", async () => {
    const { page } = await site.open(`<${TAG}></${TAG}>`);
    await page.locator(`${TAG} .card`).first().waitFor();
    const told = page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          document.addEventListener("alt2img-alt-text", ({ detail }) => resolve(detail.images.length), { once: true }),
        ),
    );
    await page.locator(`${TAG} textarea`).fill(`<img src="a.png" alt="A red apple"><img src="b.png">`);
    expect(await told).toBe(2);
    await expect.poll(() => page.locator(`${TAG} .card`).count()).toBe(2);
    await page.locator(TAG).getByLabel("with findings").check();
    await expect.poll(() => page.locator(`${TAG} .card`).count()).toBe(1);
    await page.locator(TAG).getByLabel("only taken").check();
    await expect.poll(() => page.locator(TAG).getByText("No such image").count()).toBe(1);
    await page.locator(`${TAG} textarea`).fill("no image");
    await expect.poll(() => page.locator(TAG).getByText("This page has no image.").count()).toBe(1);
    await page.close();
  });

  it("fetches a page, whose links are relative to it, and says if it isn't one", async () => {
    const { page } = await site.open(`<${TAG} no-input src="some/page.html"></${TAG}>`, {
      files: { "some/page.html": `<!doctype html><img src="a.png" alt="A red apple">`, "data.json": "{}" },
    });
    await page.locator(`${TAG} .card`).waitFor();
    expect(await page.locator(`${TAG} .card`).textContent()).toContain("/some/a.png");
    await page.locator(TAG).evaluate((element) => element.setAttribute("src", "data.json"));
    await page.locator(`${TAG} [role=alert]`).waitFor();
    expect(await page.locator(`${TAG} .card`).count()).toBe(1);
    await page.close();
  });

  it("shows many images piece by piece", async () => {
    const many = `<img src="a.png" alt="A red apple">`.repeat(70);
    const { page } = await site.open(`<${TAG} html=${attributeOf(many)}></${TAG}>`);
    await expect.poll(() => page.locator(`${TAG} .card`).count()).toBe(50);
    await page.locator(TAG).getByRole("button", { name: "Show 20 more" }).click();
    await expect.poll(() => page.locator(`${TAG} .card`).count()).toBe(70);
    await page.close();
  });

  it("asks W3C's questions about an image", async () => {
    const { page } = await site.open(`<${TAG} html=${attributeOf(PAGE)}></${TAG}>`);
    await page.locator(TAG).getByText("What should the alt be?").first().click();
    await page.locator(`${TAG} alt2img-alt-decision-tree`).getByRole("button", { name: "No", exact: true }).click();
    await expect
      .poll(() => page.locator(`${TAG} alt2img-alt-decision-tree .question`).textContent())
      .toMatch(/link or a button/);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${TAG} html=${attributeOf(`<img src="a.png" alt="image">`)}></${TAG}>`);
    await page.locator(`${TAG} .card`).waitFor();
    expect(await focusOrder(page)).toEqual([
      "textarea: A page’s HTML. It is read, never run.",
      "input: all",
      "summary: Who says so?",
      "summary: What should the alt be? (line 1)",
      "summary: As a table",
    ]);
    await page.locator(TAG).getByLabel("all", { exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator(TAG).getByLabel("heard and taken").isChecked()).toBe(true);
    await page.close();
  });

  it("fetches no picture that it isn't told to, and none that isn't one", async () => {
    const images = hostileUrls.map((url) => `<img src=${attributeOf(url)} srcset=${attributeOf(url)} alt="A picture">`);
    const { page, requests, complaints } = await site.open(`<${TAG} html=${attributeOf(images.join(""))}></${TAG}>`);
    await page.locator(`${TAG} .card`).first().waitFor();
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(requests.filter((url) => url.includes("evil.example"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag: TAG,
    body: `<${TAG} html=${attributeOf(PAGE)}></${TAG}>`,
    ready: ".card",
    german: /gehört und genommen.*Fehler/s,
    files: { "data.json": "{}" },
    wrong: { body: `<${TAG} src="data.json"></${TAG}>`, code: "elements/not-html" },
    hostile: (text) => ({
      body: `<${TAG} html=${attributeOf(`<img src="a.png" alt=${attributeOf(text)} title=${attributeOf(text)}><a href="b"><img src=${attributeOf(text)}></a>${text}`)}></${TAG}>`,
    }),
  });
});
