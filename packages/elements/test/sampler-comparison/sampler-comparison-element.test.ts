// The element in Chromium, from a CDN on another origin.
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SamplerComparisonDetail } from "../../src/sampler-comparison/sampler-comparison-element.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-sampler-comparison";
const quick = `samplers="euler, heun" steps="2, 4" reference-steps="8" patch="3"`;
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const says = (page: Page, what: RegExp): Promise<void> =>
  expect.poll(() => spoken(page), { timeout: 100_000 }).toMatch(what);
const isModel = (url: string): boolean => /\.onnx|\.wasm/.test(url);
/** The next comparison, without its pixels. */
const compared = (page: Page): Promise<SamplerComparisonDetail> =>
  page.evaluate(
    () =>
      new Promise<SamplerComparisonDetail>((resolve) =>
        document.addEventListener("alt2img-sampler-comparison", ({ detail }) => resolve(detail), { once: true }),
      ),
  );

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("draws the same noise by each sampler, and says which is nearest to the reference", async () => {
    const { page, complaints, requests } = await site.open("");
    const told = compared(page);
    await page.locator("main").evaluate((main, name) => main.append(document.createElement(name)), tag);
    const { reference, pictures } = await told;
    expect(reference).toMatchObject({ sampler: "heun", steps: 50, calls: 99, difference: 0 });
    expect(pictures.map(({ sampler, steps }) => `${sampler} ${steps}`)).toEqual(
      [4, 8, 16].flatMap((steps) => ["euler", "heun", "dpmpp_2m", "unipc"].map((name) => `${name} ${steps}`)),
    );
    const of = (name: string, steps: number) => pictures.find((each) => each.sampler === name && each.steps === steps)!;
    expect([of("euler", 8).calls, of("heun", 8).calls, of("unipc", 16).calls]).toEqual([8, 15, 16]);
    // A second-order sampler comes nearer with as many calls; more steps come nearer.
    expect(of("dpmpp_2m", 16).difference).toBeLessThan(of("euler", 16).difference);
    expect(of("euler", 16).difference).toBeLessThan(of("euler", 4).difference);
    await says(page, /^Nearest to the reference: \w+, 16 steps \(\d+ calls\), \d\.?\d?% away\. With 4 steps: /);
    expect(await page.locator(`${tag} [part=table] [part=picture]`).count()).toBe(12);
    expect(await page.locator(`${tag} [part=chart] polyline`).count()).toBe(4);
    expect(requests.filter(isModel)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("needs nothing but the keyboard, and keeps its settings in the address", async () => {
    const { page, complaints } = await site.open(`<${tag} ${quick} url-state="samplers"></${tag}>`);
    await says(page, /^Nearest/);
    await page.getByText("Samplers: euler, heun").press("Enter");
    const order = await focusOrder(page, 60);
    expect(order.slice(0, 3)).toEqual([expect.stringMatching(/^input: euler/), expect.any(String), expect.any(String)]);
    expect(order.slice(-2)).toEqual(["button: New noise", "div: The pictures, by sampler and number of steps"]);
    await page.getByRole("checkbox", { name: "euler_ancestral (adds noise)" }).press("Space");
    await page.getByRole("checkbox", { name: "euler", exact: true }).press("Space");
    await page.getByText("These samplers add fresh noise in each step").waitFor();
    await page.getByRole("textbox", { name: "Steps" }).fill("3");
    await page.getByRole("textbox", { name: "Steps" }).press("Enter");
    await says(page, /With 3 steps: /);
    await page.getByRole("button", { name: "New noise" }).press("Enter");
    await expect
      .poll(() => new URL(page.url()).hash)
      .toMatch(/^#samplers\.samplers=heun%2C\+euler_ancestral&samplers\.steps=3&samplers\.seed=4&/);
    await page.getByRole("textbox", { name: "Steps" }).fill("3, 1000");
    await page.getByRole("textbox", { name: "Steps" }).press("Tab");
    expect(
      await page.getByRole("textbox", { name: "Steps" }).evaluate((input: HTMLInputElement) => input.validationMessage),
    ).toBe("At most 6 numbers from 1 to 100, separated by commas.");
    expect(await page.locator(`${tag} [role=alert]`).count()).toBe(0);
    await page.reload();
    await says(page, /With 3 steps: /);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("stops on request, and keeps the pictures that are there", async () => {
    const { page } = await site.open(`<${tag} steps="100"></${tag}>`);
    await page.locator(`${tag} [part=reference]`).waitFor({ timeout: 100_000 });
    await page.getByRole("button", { name: "Stop" }).click();
    await says(page, /^Stopped\. Pictures so far: [0-3]\.$/);
    expect(await page.locator(`${tag} [part=reference]`).count()).toBe(1);
    await page.close();
  });

  it("lets a model draw when someone asks for it", async () => {
    const { page, complaints, requests } = await site.open(
      `<${tag} model="tiny-stable-diffusion" prompt="blue heart" samplers="euler, ddim" steps="2" reference-steps="3" guidance="1"></${tag}>`,
    );
    await page.getByText("The first drawing loads 34 MB.").waitFor();
    expect(requests.filter(isModel)).toEqual([]);
    const told = compared(page);
    await page.getByRole("button", { name: "Draw" }).click();
    const { reference, pictures } = await told;
    expect([reference, ...pictures].map(({ sampler, steps, calls }) => [sampler, steps, calls])).toEqual([
      ["heun", 3, 5],
      ["euler", 2, 2],
      ["ddim", 2, 2],
    ]);
    expect(reference.image.width).toBe(64);
    for (const { difference } of pictures) expect(difference).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} samplers="euler, ddpm" steps="2, 3" reference-steps="4" patch="3"></${tag}>`,
    // A hostile text isn’t a sampler, which a card says.
    ready: ":is([part=chart], [role=alert])",
    german: /Dem Vergleichsbild am nächsten/,
    wrong: { body: `<${tag} samplers="magic"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({
      body: `<${tag} samplers=${attributeOf(text)} prompt=${attributeOf(text)} model=${attributeOf(text)}></${tag}>`,
    }),
  });
});
