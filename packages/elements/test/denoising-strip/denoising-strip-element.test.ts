// The element in Chromium, from a CDN on another origin.
import { readFile } from "node:fs/promises";
import type { RasterImage } from "@alt2img/core";
import { type GeneratedImage, loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { decodeImage, readImageInfo } from "@alt2img/image";
import { focusOrder } from "@alt2img/testing/page";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-denoising-strip";
const frames = (page: Page): Promise<number> => page.locator(`${tag} [part=frame]`).count();
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const finished = (page: Page): Promise<void> => page.locator(`${tag} [part=save]`).waitFor({ timeout: 100_000 });
const isModel = (url: string): boolean => /\.onnx|\.wasm/.test(url);

/** What the model draws in Node, and its guesses. */
async function drawnInNode(prompt: string, seed: number, steps: number, guidanceScale: number): Promise<RasterImage[]> {
  await using model = await loadTextToImage(tinyStableDiffusion);
  const pictures: RasterImage[] = [];
  for await (const event of model.generate(prompt, { seed, steps, guidanceScale })) {
    pictures.push(event.type === "step" ? await event.preview() : (event as GeneratedImage).image);
  }
  return pictures;
}

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("loads nothing until someone presses Draw, then shows each guess and the picture", async () => {
    const { page, complaints, requests } = await site.open(`<${tag} prompt="blue heart" seed="5" steps="4"></${tag}>`);
    await page.getByText("The first drawing loads 34 MB.").waitFor();
    expect(requests.filter(isModel)).toEqual([]);
    const told = page.evaluate(
      () =>
        new Promise<number[][]>((resolve) => {
          const all: number[][] = [];
          document.addEventListener("alt2img-denoising-step", ({ detail }) => all.push([...detail.guess.data]));
          document.addEventListener("alt2img-picture", ({ detail }) => resolve([...all, [...detail.image.data]]));
        }),
    );
    await page.getByRole("button", { name: "Draw" }).click();
    const pictures = await told;
    const expected = await drawnInNode("blue heart", 5, 4, 2.5);
    expect(pictures.length).toBe(5);
    for (const [i, { data }] of expected.entries()) {
      const worst = pictures[i]!.reduce((most, value, at) => Math.max(most, Math.abs(value - data[at]!)), 0);
      expect(worst, `picture ${i}`).toBeLessThanOrEqual(2);
    }
    await expect.poll(() => frames(page)).toBe(5);
    expect(await spoken(page)).toMatch(/^Drawn in 4 steps\. (From step \d|The guess changed)/);
    expect(requests.filter(isModel).length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("draws what the fields say, and chooses a step by the keyboard", async () => {
    const { page } = await site.open(`<${tag} controls steps="3"></${tag}>`);
    await page.getByLabel("Prompt").fill("dog face");
    await page.getByLabel("Seed").fill("11");
    await page.getByLabel("Prompt").press("Enter");
    await finished(page);
    const settings = await page.locator(tag).evaluate((element) => {
      const { prompt, seed, steps, guidance } = element as HTMLElementTagNameMap["alt2img-denoising-strip"];
      return { prompt, seed, steps, guidance };
    });
    expect(settings).toEqual({ prompt: "dog face", seed: 11, steps: 3, guidance: 2.5 });
    // From the prompt on, which has the focus.
    expect(await focusOrder(page)).toEqual([
      "input: Seed",
      "input: Steps",
      "input: Guidance",
      "button: Draw",
      "button: Save the picture",
      "input: The finished picture",
      "summary: As a table",
    ]);
    await page.getByRole("radio", { name: "The finished picture" }).focus();
    await page.keyboard.press("ArrowRight");
    const caption = page.locator(`${tag} .caption`);
    await expect.poll(() => caption.textContent()).toMatch(/^Step 1 of 3: the guess behind noise of level/);
    expect(await spoken(page)).toBe(await caption.textContent());
    await page.close();
  });

  it("saves the picture with how it was made", async () => {
    const { page } = await site.open(`<${tag} autostart prompt="Red heart!" seed="4" steps="2"></${tag}>`);
    await finished(page);
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`${tag} [part=save]`).click()]);
    expect(download.suggestedFilename()).toBe("red-heart-4.png");
    const bytes = await readFile(await download.path());
    const { text } = await readImageInfo(bytes);
    expect(text?.["parameters"]).toMatch(
      /^Red heart!\nSteps: 2, Sampler: \w+, CFG scale: 2.5, Seed: 4, Size: 64x64, Model: /,
    );
    expect((await decodeImage(bytes)).width).toBe(64);
    await page.close();
  });

  it("can draw again after something was wrong while it drew", async () => {
    const { page } = await site.open(`<${tag} prompt="blue heart" steps="100"></${tag}>`);
    await page.getByRole("button", { name: "Draw" }).click();
    await page.getByRole("button", { name: "Stop" }).waitFor();
    await page.locator(tag).evaluate((element) => element.setAttribute("steps", "-1"));
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Stop" }).waitFor({ state: "hidden" });
    expect(await page.getByRole("button", { name: "Draw" }).isEnabled()).toBe(true);
  });

  it("stops on request, and keeps the steps that are there", async () => {
    const { page, complaints } = await site.open(`<${tag} steps="100"></${tag}>`);
    await page.getByRole("button", { name: "Draw" }).click();
    await page.locator(`${tag} [part=frame]`).first().waitFor({ timeout: 100_000 });
    await page.getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => spoken(page)).toMatch(/^Stopped after \d+ steps\.$/);
    expect(await frames(page)).toBeLessThan(100);
    expect(await page.locator(`${tag} [part=save]`).count()).toBe(0);
    await page.locator(tag).evaluate((element) => element.setAttribute("steps", "2"));
    await finished(page);
    expect(await frames(page)).toBe(3);
    expect(complaints).toEqual([]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} controls autostart steps="3" prompt=${attributeOf(`red heart ${"and a red heart ".repeat(20)}`)}></${tag}>`,
    ready: "[part=save]",
    german: /Bild speichern.*Was das Modell in jedem Schritt rät/s,
    wrong: { body: `<${tag} steps="0"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({
      body: `<${tag} controls autostart steps="1" guidance="1" prompt=${attributeOf(text)}></${tag}>`,
    }),
  });
});
