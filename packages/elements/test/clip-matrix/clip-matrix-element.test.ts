// The element in Chromium, from a CDN on another origin.
import { type Clip, loadClip, score } from "@alt2img/clip";
import { focusOrder } from "@alt2img/testing/page";
import { tinyClip } from "@alt2img/tiny/clip";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatScore, type Measure } from "../../src/clip/format-score.js";
import { sampleFiles, sampleImages, samplePicture } from "../clip/sample-pictures.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const PICTURES = ["dog", "red-apple", "teapot"];
const MORE = ["bicycle", "fire-engine", "woman-firefighter"];
const TEXTS = ["a red apple", "a dog", "qwx zrtl pfk"];
const files = sampleFiles(PICTURES);
const tag = "alt2img-clip-matrix";
const body = `<${tag} captions="${TEXTS.join("\n")}">${sampleImages(PICTURES)}</${tag}>`;

const rows = async (page: Page): Promise<string[][]> => {
  const all = await page.locator(`${tag} tbody tr`).all();
  return Promise.all(all.map((row) => row.locator(".value").allTextContents()));
};
const cell = (page: Page, text: number, picture: number): Locator =>
  page.locator(`${tag} tbody tr`).nth(text).locator("td").nth(picture).locator(".cell");
/** The model is loaded first, which takes its time on a busy machine. */
const hasCells = (page: Page, count: number): Promise<void> =>
  expect.poll(() => page.locator(`${tag} .value`).count(), { timeout: 100_000 }).toBe(count);
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  let clip: Clip;
  beforeAll(async () => {
    [site, clip] = await Promise.all([openElements(), loadClip(tinyClip)]);
  });
  afterAll(async () => {
    await Promise.all([site?.close(), clip?.close()]);
  });

  const cosines = (): Promise<string[][]> =>
    Promise.all(
      TEXTS.map((text) =>
        Promise.all(
          PICTURES.map(async (name) => formatScore((await score(clip, samplePicture(name), text)).cosine, "cosine")),
        ),
      ),
    );

  it("shows the scores that the tiny CLIP gives in Node, and the best text of each picture", async () => {
    const { page, complaints } = await site.open(body, { files });
    await hasCells(page, 9);
    expect(await rows(page)).toEqual(await cosines());
    expect(await page.locator(`${tag} tbody th`).allTextContents()).toEqual(TEXTS);
    const best = page.locator(`${tag} tbody td`, { has: page.locator(".best") });
    expect(await best.count()).toBe(3);
    expect(await spoken(page)).toMatch(
      /^3 pictures and 3 texts are compared\. Best for dog: a dog, 0\.\d\d\. Best for red apple/,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("fetches the model when it is on the screen, and not before", async () => {
    const { page, requests } = await site.open(
      `<link rel="stylesheet" href="tall.css"><div class="tall"></div>${body}`,
      { files: { ...files, "tall.css": ".tall { height: 5000px }" } },
    );
    const weights = (): number => requests.filter((url) => url.endsWith(".onnx")).length;
    await page.locator(`${tag} .no-score`).first().waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    expect(weights()).toBe(0);
    await page.locator(tag).scrollIntoViewIfNeeded();
    await hasCells(page, 9);
    expect(weights()).toBe(2);
    await page.close();
  });

  it("shows logits and probabilities, by choice or by its attribute", async () => {
    const { page } = await site.open(body, { files });
    await hasCells(page, 9);
    await page.locator(`${tag} input[value=probability]`).check();
    await expect.poll(() => cell(page, 1, 0).textContent()).toContain("%");
    const column = (await rows(page)).map((row) => Number.parseFloat(row[0]!.replace("<", "")));
    expect(column.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, -1);
    expect(await page.locator(tag).getAttribute("measure")).toBe("probability");
    await page.locator(tag).evaluate((element) => element.setAttribute("measure", "logit"));
    const { logit } = await score(clip, samplePicture("dog"), "a dog");
    await expect.poll(() => cell(page, 1, 0).textContent()).toContain(formatScore(logit!, "logit"));
    expect(await page.locator(`${tag} [part=note]`).textContent()).toContain(
      Math.exp(clip.logitScale!).toLocaleString("en", { maximumFractionDigits: 1 }),
    );
    await page.close();
  });

  it("tells the page of its scores and of the chosen cell", async () => {
    const { page } = await site.open("", { files });
    const told = page.evaluate(
      () =>
        new Promise<{ texts: readonly string[]; best: readonly (number | undefined)[]; measure: string }>((resolve) =>
          document.addEventListener(
            "alt2img-clip-matrix",
            ({ detail: { texts, scores, measure } }) => resolve({ texts, best: scores.best, measure }),
            { once: true },
          ),
        ),
    );
    await page.locator("main").evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), body);
    expect(await told).toEqual({ texts: TEXTS, best: [1, 0, expect.any(Number)], measure: "cosine" });
    const chosen = page.evaluate(
      () =>
        new Promise<{ name: string; text: string; score: number; measure: string }>((resolve) =>
          document.addEventListener(
            "alt2img-clip-matrix-select",
            ({ detail: { picture, ...rest } }) => resolve({ name: picture.name, ...rest }),
            { once: true },
          ),
        ),
    );
    await cell(page, 0, 1).click();
    const { cosine } = await score(clip, samplePicture("red-apple"), "a red apple");
    expect(await chosen).toEqual({
      name: "red apple",
      text: "a red apple",
      measure: "cosine" satisfies Measure,
      score: expect.closeTo(cosine, 4),
    });
    await expect.poll(() => cell(page, 0, 1).getAttribute("aria-pressed")).toBe("true");
    expect(await spoken(page)).toMatch(/^Chosen: red apple with a red apple, /);
    await page.close();
  });

  it("compares the texts that are there at last", async () => {
    const { page } = await site.open(body, { files });
    await hasCells(page, 9);
    await page.locator(`${tag} textarea`).fill("a cat");
    await page.locator(`${tag} textarea`).fill("a cat\na cat\n\n  a blue bicycle  ");
    await hasCells(page, 6);
    expect(await page.locator(`${tag} tbody th`).allTextContents()).toEqual(["a cat", "a blue bicycle"]);
    await page.locator(`${tag} textarea`).fill("");
    await expect.poll(() => page.locator(tag).locator("p", { hasText: "Add a picture and a text" }).count()).toBe(1);
    await page.close();
  });

  it("takes pictures by choice and by drop, names those that it can't read, and keeps the others", async () => {
    const { page } = await site.open(`<${tag} captions="a teapot"></${tag}>`);
    const whole = samplePicture("teapot");
    await page.locator(`${tag} input[type=file]`).setInputFiles([
      { name: "kettle.webp", mimeType: "image/webp", buffer: Buffer.from(whole) },
      { name: "half.webp", mimeType: "image/webp", buffer: Buffer.from(whole.subarray(0, 400)) },
    ]);
    await hasCells(page, 1);
    expect(await page.locator(`${tag} .warning`).textContent()).toContain("half:");
    await page.locator(tag).evaluate(
      (element, bytes) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], "pot.webp", { type: "image/webp" }));
        dataTransfer.items.add(new File(["no picture"], "notes.txt", { type: "text/plain" }));
        element.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
      },
      [...whole],
    );
    await hasCells(page, 2);
    const [scores] = await rows(page);
    expect(scores![1]).toBe(scores![0]);
    await page.getByRole("button", { name: "Remove half" }).click();
    await expect.poll(() => page.locator(`${tag} .warning`).count()).toBe(0);
    expect(
      await page.locator(`${tag} thead img`).evaluateAll((all) => all.map((each) => (each as HTMLImageElement).alt)),
    ).toEqual(["kettle", "pot"]);
    await page.close();
  });

  it("takes pictures of a property and in data URLs, and says which can't be fetched", async () => {
    const { page } = await site.open(`<${tag} no-input captions="a dog"></${tag}>`, { files });
    const base64 = Buffer.from(samplePicture("dog")).toString("base64");
    await page.locator(tag).evaluate((element, data) => {
      (element as HTMLElementTagNameMap["alt2img-clip-matrix"]).pictures = [
        { name: "in the page", source: `data:image/webp;base64,${data}` },
        { name: "on the server", source: "dog.webp" },
        { name: "nowhere", source: "nowhere.webp" },
        { name: "script", source: "javascript:alert(1)" },
      ];
    }, base64);
    await hasCells(page, 2);
    const [scores] = await rows(page);
    expect(scores![1]).toBe(scores![0]);
    expect(await page.locator(`${tag} .warning li`).allTextContents()).toEqual([
      expect.stringMatching(/^nowhere: .*status 404/),
      expect.stringMatching(/^script: .*neither of the web nor/),
    ]);
    expect(await page.locator(`${tag} textarea, ${tag} input[type=file]`).count()).toBe(0);
    await page.close();
  });

  it("keeps its table when an attribute is wrong", async () => {
    const { page } = await site.open(body, { files });
    await hasCells(page, 9);
    await page.locator(tag).evaluate((element) => element.setAttribute("measure", "percent"));
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toContain("“cosine”, “logit”, “probability”");
    expect(await rows(page)).toEqual(await cosines());
    await page.locator(`${tag} input[value=logit]`).check();
    await expect.poll(() => card.count()).toBe(0);
    await page.close();
  });

  it("keeps texts and measure in the address if it is told to", async () => {
    const { page } = await site.open(`<${tag} url-state="m">${sampleImages(PICTURES)}</${tag}>`, { files });
    await page.locator(`${tag} textarea`).fill("a dog\na cat");
    await page.locator(`${tag} input[value=logit]`).check();
    await expect.poll(() => page.url()).toMatch(/#m\.captions=a\+dog%0Aa\+cat&m\.measure=logit$/);
    await page.reload();
    await hasCells(page, 6);
    expect(await page.locator(`${tag} input[value=logit]`).isChecked()).toBe(true);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(body, { files });
    await hasCells(page, 9);
    const order = await focusOrder(page);
    expect(order.map((each) => each.replace(/: (.*?)\d?\.?\d*★?.*$/, ": $1"))).toHaveLength(7);
    expect(order.slice(0, 6)).toEqual([
      "textarea: Texts, one in each line",
      "input: Add pictures",
      "input: cosines",
      "button: Remove dog",
      "button: Remove red apple",
      "button: Remove teapot",
    ]);
    await cell(page, 0, 0).focus();
    for (const key of ["ArrowUp", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowLeft", "ArrowRight"]) {
      await page.keyboard.press(key);
      // The focus follows after the element is drawn.
      await page.evaluate(() => document.querySelector("alt2img-clip-matrix")!.updateComplete);
    }
    await page.keyboard.press("Enter");
    await expect.poll(() => cell(page, 2, 1).getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(`${tag} .cell[tabindex="0"]`).count()).toBe(1);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} captions=${attributeOf(`${TEXTS.join("\n")}\n${"a very long text ".repeat(8)}\nשלום`)}>${sampleImages([...PICTURES, ...MORE])}<img src="nowhere.webp" alt="nowhere"></${tag}>`,
    files: { ...files, ...sampleFiles(MORE), "nowhere.webp": "no picture" },
    ready: ".best",
    german: /Texte, einer pro Zeile.*Kosinus.*bester Text/s,
    wrong: { body: `<${tag} measure="percent"></${tag}>`, code: "elements/attribute" },
    hostile: (text, index) => ({
      body: `<${tag} captions=${attributeOf(text)}><img src="dog${index}.webp" alt=${attributeOf(text)}></${tag}>`,
      files: { [`dog${index}.webp`]: samplePicture("dog") },
    }),
  });
});
