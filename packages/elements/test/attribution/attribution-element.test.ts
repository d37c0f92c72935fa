// The element in Chromium, from a CDN on another origin.
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-attribution";
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const place = /^Row \d+, column \d+: (< )?\d+% \S/;

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("traces each pixel to the drawings that it is the mean of", async () => {
    const { page, complaints, requests } = await site.open(`<${tag} steps="8"></${tag}>`);
    await expect.poll(() => spoken(page), { timeout: 100_000 }).toMatch(place);
    const told = page.evaluate(
      () =>
        new Promise<{ row: number; column: number; sources: { weight: number }[]; count: number }>((resolve) =>
          document.addEventListener("alt2img-sources", ({ detail }) => resolve(structuredClone(detail) as never), {
            once: true,
          }),
        ),
    );
    const box = (await page.locator(`${tag} .surface`).boundingBox())!;
    await page.mouse.move(box.x + (box.width * 4.5) / 32, box.y + (box.height * 9.5) / 32);
    const { row, column, sources, count } = await told;
    expect([row, column]).toEqual([9, 4]);
    expect(sources.length).toBe(Math.min(6, count));
    const sum = sources.reduce((total, { weight }) => total + weight, 0);
    expect(sum).toBeLessThanOrEqual(1.0001);
    if (count <= 6) expect(sum).toBeCloseTo(1, 4);
    await expect.poll(() => page.locator(`${tag} [part=source]`).count()).toBe(sources.length);
    const said = `from ${count === 1 ? "1 drawing" : `${count} drawings`}${count > 6 ? "; the first 6" : ""}.`;
    expect(await page.locator(`${tag} .from`).textContent()).toContain(said);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => /\.(onnx|wasm|parquet)/.test(url))).toEqual([]);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${tag} steps="4"></${tag}>`);
    await expect.poll(() => spoken(page), { timeout: 100_000 }).toMatch(/^Row 17, column 17/);
    expect(await focusOrder(page)).toEqual([
      "select: Drawings",
      "select: What the formula sees",
      "button: New noise",
      "div: The picture",
    ]);
    await page.locator(`${tag} .surface`).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowUp");
    await expect.poll(() => spoken(page)).toMatch(/^Row 13, column 16: /);
    const nearest = page.locator(`${tag} .columns`);
    await page.getByRole("button", { name: "New noise" }).press("Enter");
    expect(await page.locator(tag).getAttribute("seed")).toBe("4");
    await page.getByLabel("Drawings").selectOption("food");
    await expect.poll(() => nearest.textContent(), { timeout: 100_000 }).toMatch(/Nearest in the set: “[a-z ]+”/);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} steps="4"></${tag}>`,
    // A hostile text isn’t a set, which a card says.
    ready: ":is([part=source], [role=alert])",
    german: /Zeile 17, Spalte 17/,
    wrong: { body: `<${tag} patch="4"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({ body: `<${tag} set=${attributeOf(text)}></${tag}>` }),
  });
});
