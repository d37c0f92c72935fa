// The element in Chromium, from a CDN on another origin.
import { createGenerator } from "@alt2img/core/random";
import { encodePng } from "@alt2img/image";
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import described from "../../src/drawings/sets.json" with { type: "json" };
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-forward-noise";
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const pixelsOf = (page: Page, part: string): Promise<number[]> =>
  page.locator(`${tag} [part=${part}]`).evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    return [...data];
  });

/** A gray picture, in which noise is easy to find. */
const gray = encodePng({
  width: 8,
  height: 8,
  data: new Uint8ClampedArray(4 * 64).map((_, i) => (i % 4 === 3 ? 255 : 128)),
});

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("shows a drawing with noise, and the slider's numbers", async () => {
    const { page, complaints, requests } = await site.open(`<${tag}></${tag}>`);
    await expect.poll(() => spoken(page)).toMatch(/^Timestep 400: 0\.\d\d × picture \+ 0\.\d\d × noise\.$/);
    expect(await page.locator(`${tag} [part=clean]`).getAttribute("aria-label")).toBe(
      `the picture: ${described.sets.animals.names[0]}`,
    );
    const before = await pixelsOf(page, "noised");
    await page.locator(`${tag} #timestep`).fill("0");
    await expect.poll(() => spoken(page)).toBe("Timestep 0: 1.00 × picture + 0.03 × noise.");
    const [clean, noised] = await Promise.all([pixelsOf(page, "clean"), pixelsOf(page, "noised")]);
    expect(noised).not.toEqual(before);
    const worst = clean.reduce((most, value, i) => Math.max(most, Math.abs(value - noised[i]!)), 0);
    expect(worst).toBeLessThan(25);
    expect(await page.locator(`${tag} [part=numbers]`).textContent()).toMatch(/0\.999.*0\.0292.*1,180/s);
    // Chromium advises those who read pixels, as this test does.
    expect(complaints.filter((line) => !line.startsWith("Canvas2D"))).toEqual([]);
    expect(requests.filter((url) => /\.(onnx|wasm|parquet)/.test(url))).toEqual([]);
    await page.close();
  });

  it("takes the picture between its tags, and PyTorch's noise", async () => {
    const { page } = await site.open(
      `<${tag} timestep="999" schedule="zero_snr" seed="6"><img src="gray.png" alt="gray"></${tag}>`,
      {
        files: { "gray.png": gray },
      },
    );
    await page.locator(`${tag} [part=noised]`).waitFor();
    // Nothing is left of the picture: pure noise, shown with the contrast of noisyPicture.
    const noise = createGenerator(6).randn(3 * 64);
    const expected = Uint8ClampedArray.from({ length: 4 * 64 }, (_, i) =>
      i % 4 === 3 ? 255 : 127.5 * (1 + 0.6 * noise[(i % 4) * 64 + (i >> 2)]!),
    );
    expect(await pixelsOf(page, "noised")).toEqual([...expected]);
    expect(await page.locator(`${tag} [part=numbers]`).textContent()).toContain("∞");
    await page.locator(tag).evaluate((element) => element.replaceChildren());
    await expect.poll(async () => (await pixelsOf(page, "clean")).length).toBe(4 * 32 * 32);
    await page.close();
  });

  it("says what a picture of another origin needs", async () => {
    const { page } = await site.open(`<${tag}><img src="missing.png" alt=""></${tag}>`);
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toMatch(/missing\.png can’t be loaded|missing\.png can't be loaded/);
    await page.close();
  });

  it("needs nothing but the keyboard, and keeps its state in the address", async () => {
    const { page } = await site.open(`<${tag} url-state="noise"></${tag}>`);
    await page.locator(`${tag} [part=noised]`).waitFor();
    expect(await focusOrder(page)).toEqual(["input: Timestep", "select: Schedule", "summary: The schedule as a table"]);
    await page.locator(`${tag} #timestep`).focus();
    await page.keyboard.press("End");
    await expect.poll(() => spoken(page)).toBe("Timestep 999: 0.07 × picture + 1.00 × noise.");
    await page.locator(`${tag} select`).selectOption("zero_snr");
    await expect.poll(() => spoken(page)).toBe("Timestep 999: 0.00 × picture + 1.00 × noise.");
    await expect.poll(() => page.url()).toMatch(/#noise\.timestep=999&noise\.schedule=zero_snr$/);
    await page.reload();
    await expect.poll(() => spoken(page)).toBe("Timestep 999: 0.00 × picture + 1.00 × noise.");
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag}></${tag}>`,
    ready: "[part=noised]",
    german: /Zeitschritt.*Rauschen/s,
    wrong: { body: `<${tag} schedule="cosine"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({
      body: `<${tag}><img src="gray.png" alt=${attributeOf(text)}></${tag}>`,
      files: { "gray.png": gray },
    }),
  });
});
