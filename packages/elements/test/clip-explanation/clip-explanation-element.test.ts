// The element in Chromium, from a CDN on another origin.
import { type Clip, explainScore, loadClip, type ScoreExplanation } from "@alt2img/clip";
import { focusOrder } from "@alt2img/testing/page";
import { tinyClip } from "@alt2img/tiny/clip";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatScore, signed } from "../../src/clip/format-score.js";
import { baselineInWords, fitInWords } from "../../src/clip-explanation/in-words.js";
import { sampleFiles, sampleImages, samplePicture } from "../clip/sample-pictures.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-clip-explanation";
const files = sampleFiles(["red-apple"]);
const bodyOf = (attributes: string): string => `<${tag} ${attributes}>${sampleImages(["red-apple"])}</${tag}>`;
const body = bodyOf(`text="a green apple"`);

/** The model is loaded first, which takes its time on a busy machine. */
const hasWords = (page: Page, words: readonly string[]): Promise<void> =>
  expect.poll(() => page.locator(`${tag} .words tbody th`).allTextContents(), { timeout: 100_000 }).toEqual(words);
const textOf = (page: Page, part: string): Promise<string> =>
  page.locator(`${tag} ${part}`).evaluate((element) => (element.textContent ?? "").replace(/\s+/g, " ").trim());

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  let clip: Clip;
  let expected: ScoreExplanation;
  beforeAll(async () => {
    [site, clip] = await Promise.all([openElements(), loadClip(tinyClip)]);
    expected = await explainScore(clip, samplePicture("red-apple"), "a green apple");
  });
  afterAll(async () => {
    await Promise.all([site?.close(), clip?.close()]);
  });

  it("says what explainScore says: where the score stands, and what each word adds", async () => {
    const { page, complaints } = await site.open(body, { files });
    await hasWords(page, ["a", "green", "apple"]);
    const { cosine, baseline, words } = expected;
    expect(await textOf(page, "[part=verdict]")).toContain(`Cosine ${formatScore(cosine, "cosine")}, logit `);
    expect(await textOf(page, "[part=verdict] strong")).toBe(`The text ${fitInWords(baseline!.randomPercentile)}.`);
    expect(
      await page
        .locator(tag)
        .locator("p", { hasText: baselineInWords(baseline!) })
        .count(),
    ).toBe(1);
    expect(await page.locator(`${tag} .percentiles .number`).allTextContents()).toEqual(
      [baseline!.randomPercentile, baseline!.matchedPercentile].map((percent) => `${percent.toFixed(1)}%`),
    );
    expect(await page.locator(`${tag} .words .number`).allTextContents()).toEqual(
      words!.map(({ adds }) => `${adds > 0 ? "+" : ""}${signed(adds, 2)}`),
    );
    expect(await page.locator(`${tag} [part=filters] li`).first().textContent()).toContain("means nothing here");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows where in the picture, as a map and as numbers", async () => {
    const { page } = await site.open(body, { files });
    await hasWords(page, ["a", "green", "apple"]);
    const { occlusion, patches } = expected;
    const maps = page.locator(`${tag} [part=map]`);
    expect(await maps.count()).toBe(2);
    expect(await maps.first().locator(".cells rect").count()).toBe(64);
    const drawn = await maps
      .first()
      .locator(".cells rect")
      .evaluateAll((all) => all.map((each) => each.getAttribute("class")));
    expect(drawn).toEqual(occlusion!.values.map((value) => (value < 0 ? "minus" : "plus")));
    await maps.nth(1).locator("summary").click();
    const numbers = await maps.nth(1).locator("tbody td").allTextContents();
    expect(numbers).toEqual(patches!.values.map((value) => signed(value, 2)));
    await page.close();
  });

  it("speaks of it to screen readers, and tells the page", async () => {
    const { page } = await site.open(body, { files });
    await hasWords(page, ["a", "green", "apple"]);
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener(
            "alt2img-clip-explanation",
            ({ detail: { picture, text, explanation } }) => resolve([picture.name, text, explanation.words?.length]),
            { once: true },
          ),
        ),
    );
    await page.locator(`${tag} input#text`).fill("a red apple");
    await page.keyboard.press("Enter");
    expect(await told).toEqual(["red apple", "a red apple", 3]);
    await expect
      .poll(() => page.locator(`${tag} [aria-live]`).textContent(), { timeout: 100_000 })
      .toMatch(
        /^The text fits very well\. Cosine 0\.\d\d, logit .* Its word “(red|apple)” adds most: \+0\.\d\d\. What the score loses .* row \d, column \d of 8 × 8\.$/,
      );
    await page.close();
  });

  it("takes another picture, and says what is wrong with one", async () => {
    const { page } = await site.open(`<${tag} text="a teapot"></${tag}>`);
    await page.locator(tag).locator("p", { hasText: "Choose a picture to see" }).waitFor();
    const input = page.locator(`${tag} input[type=file]`);
    await input.setInputFiles({
      name: "pot.webp",
      mimeType: "image/webp",
      buffer: Buffer.from(samplePicture("teapot")),
    });
    await hasWords(page, ["a", "teapot"]);
    const half = Buffer.from(samplePicture("teapot").subarray(0, 400));
    await input.setInputFiles({ name: "half.webp", mimeType: "image/webp", buffer: half });
    await page.locator(`${tag} [role=alert]`).waitFor({ timeout: 100_000 });
    await hasWords(page, ["a", "teapot"]);
    await page.close();
  });

  it("says which words the model doesn't see", async () => {
    const { page } = await site.open(bodyOf(`no-input text="a bicycle ${"and a bicycle ".repeat(20)}"`), { files });
    await page.locator(`${tag} .warning`).waitFor({ timeout: 100_000 });
    expect(await textOf(page, ".warning")).toContain("doesn’t see these words");
    expect(await page.locator(`${tag} input`).count()).toBe(0);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(body, { files });
    await hasWords(page, ["a", "green", "apple"]);
    expect(await focusOrder(page)).toEqual([
      "input: Text",
      "input: Picture",
      "summary: The map as numbers",
      "summary: The map as numbers",
      "a: Source for LAION-400M",
      "a: Source for LAION-5B, English",
      "a: Source for LAION-5B, other languages",
    ]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: bodyOf(`text=${attributeOf(`a green apple שלום ${"and a bicycle ".repeat(20)}`)}`),
    files,
    ready: ".words tbody tr",
    german: /Was der Wert bedeutet.*Der Text passt.*Kosinus −?0,\d\d.*Zeile/s,
    wrong: { body: bodyOf(`model="no such model"`), code: "onnx/source" },
    hostile: (text, index) => ({
      body: `<${tag} text=${attributeOf(text)}><img src="apple${index}.webp" alt=${attributeOf(text)}></${tag}>`,
      files: { [`apple${index}.webp`]: samplePicture("red-apple") },
    }),
  });
});
