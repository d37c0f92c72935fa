// The element in Chromium, from a CDN on another origin.
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pathRatio } from "../../src/trajectories/path-ratio.js";
import { walk } from "../../src/trajectories/walk.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-trajectories";
const usual = { coordinates: "flow", sampler: "euler", schedule: "karras", steps: 20, seed: 1 } as const;
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();

/** The points' places at the end of their ways, in the plane's coordinates. */
const ends = (page: Page): Promise<number[][]> =>
  page
    .locator(`${tag} .now circle`)
    .evaluateAll((all) => all.map((circle) => ["cx", "cy"].map((name) => Number(circle.getAttribute(name)))));

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("walks points to the data as the package does, by the sampler that is chosen", async () => {
    const { page, complaints } = await site.open(`<${tag} points="two"></${tag}>`);
    await expect
      .poll(() => spoken(page))
      .toMatch(/^60 points, 20 steps, 20 calls of the denoiser\. The paths are 1\.\d\d/);
    for (const [x, y] of await ends(page)) {
      expect(Math.abs(Math.abs(x! - 320) - 480 / 5.2)).toBeLessThan(5);
      expect(y).toBeCloseTo(240, -1);
    }
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener("alt2img-trajectories", ({ detail }) => resolve(detail), { once: true }),
        ),
    );
    await page.getByLabel("Sampler").selectOption("ddpm");
    const { positions, calls } = await walk({ ...usual, points: "two", sampler: "ddpm" });
    const ratio = pathRatio(positions);
    expect(ratio).toBeGreaterThan(3);
    const detail = (await told) as { ratio: number };
    expect(detail).toEqual({ ratio: expect.closeTo(ratio, 3), steps: 20, calls });
    expect(await page.locator(`${tag} a`).getAttribute("href")).toMatch(/^https:\/\/arxiv\.org\//);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("needs nothing but the keyboard, and shows each step", async () => {
    const { page } = await site.open(`<${tag} steps="4"></${tag}>`);
    await page.locator(`${tag} [part=plane]`).waitFor();
    expect(await focusOrder(page)).toEqual([
      "select: Data",
      "select: Coordinates",
      "select: Sampler",
      "select: Schedule",
      "input: Steps",
      "button: Play",
      "input: Walked so far",
      "a: paper",
      "summary: As a table",
    ]);
    const slider = page.locator(`${tag} [part=step]`);
    await slider.focus();
    await page.keyboard.press("Home");
    await expect.poll(() => spoken(page)).toMatch(/^After 0 of 4 steps, the points are \d\.\d\d away/);
    const first = await page.locator(`${tag} .ways polyline`).first().getAttribute("points");
    expect(first?.split(" ")).toHaveLength(1);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toBe("1 of 4 steps");
    expect(await page.locator(`${tag} tbody tr`).count()).toBe(4);
    await page.close();
  });

  it("plays the steps, and ends with all of them", async () => {
    const { page } = await site.open(`<${tag}></${tag}>`);
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => spoken(page)).toMatch(/^After/);
    await expect.poll(() => spoken(page)).toMatch(/^60 points/);
    await page.close();
  });

  it("keeps its settings in the address", async () => {
    const { page } = await site.open(`<${tag} url-state="plane"></${tag}>`);
    await page.getByLabel("Data", { exact: true }).selectOption("spiral");
    await page.getByRole("spinbutton", { name: "Steps" }).fill("7");
    await page.getByRole("spinbutton", { name: "Steps" }).press("Enter");
    await expect.poll(() => page.url()).toMatch(/plane\.points=spiral.*plane\.steps=7/);
    await page.reload();
    await expect.poll(() => spoken(page)).toMatch(/^60 points, 7 steps/);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag}></${tag}>`,
    // A hostile text isn’t a sampler, which a card says.
    ready: ":is([part=plane], [role=alert])",
    german: /Punkte.*Schritte.*Aufrufe des Denoisers/s,
    wrong: { body: `<${tag} sampler="magic"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({ body: `<${tag} sampler=${attributeOf(text)}></${tag}>` }),
  });
});
