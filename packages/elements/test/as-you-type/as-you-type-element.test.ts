// The element in Chromium, from a CDN on another origin.
import type { RasterImage } from "@alt2img/core";
import { type GeneratedImage, loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { focusOrder } from "@alt2img/testing/page";
import { tinyLcm } from "@alt2img/tiny/lcm";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-as-you-type";
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const labels = (page: Page): Promise<(string | null)[]> =>
  page.locator(`${tag} [part=picture]`).evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
const isModel = (url: string): boolean => /\.onnx|\.wasm/.test(url);
/** The next pictures, as the page hears of them. */
const told = (page: Page): Promise<{ prompt: string; seed: number; pictures: number[][] }> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener(
          "alt2img-pictures",
          ({ detail: { prompt, seed, pictures } }) =>
            resolve({ prompt, seed, pictures: pictures.map(({ image }) => [...image.data]) }),
          { once: true },
        );
      }),
  );

async function drawnInNode(prompt: string, seed: number): Promise<RasterImage> {
  await using model = await loadTextToImage(tinyLcm);
  for await (const event of model.generate(prompt, { seed, steps: 4, guidanceScale: 1 })) {
    if (event.type === "image") return (event as GeneratedImage).image;
  }
  throw new Error("No picture.");
}

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("loads nothing until someone types, then draws what Node draws, from one seed after the other", async () => {
    const { page, complaints, requests } = await site.open(`<${tag} count="2" seed="5"></${tag}>`);
    await page.getByText("The first picture loads 34 MB.").waitFor();
    expect(requests.filter(isModel)).toEqual([]);
    const heard = told(page);
    await page.getByLabel("Prompt").fill("blue heart");
    const { prompt, seed, pictures } = await heard;
    expect([prompt, seed, pictures.length]).toEqual(["blue heart", 5, 2]);
    for (const [i, pixels] of pictures.entries()) {
      const { data } = await drawnInNode("blue heart", 5 + i);
      expect(pixels.reduce((most, value, at) => Math.max(most, Math.abs(value - data[at]!)), 0)).toBeLessThanOrEqual(2);
    }
    expect(pictures[0]).not.toEqual(pictures[1]);
    await page
      .getByText(/^Pictures: 2\. Calls of the network for each: 4\. The last one took 0\.\d+ seconds\.$/)
      .waitFor();
    await expect.poll(() => spoken(page), { timeout: 5000 }).toBe("Pictures: 2, of “blue heart”.");
    expect(await labels(page)).toEqual(["Picture 1: blue heart", "Picture 2: blue heart"]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("gives up pictures of a prompt that has changed, and keeps up with someone who types", async () => {
    const { page, complaints } = await site.open(`<${tag} autostart count="12" prompt="key"></${tag}>`);
    await page.locator(`${tag} [part=picture]`).first().waitFor({ timeout: 100_000 });
    await page.evaluate(() => {
      const all: string[] = [];
      document.addEventListener("alt2img-pictures", ({ detail }) => all.push(detail.prompt));
      Reflect.set(globalThis, "finished", all);
    });
    await page.locator(tag).evaluate((element) => element.setAttribute("count", "2"));
    await page.getByLabel("Prompt").fill("");
    await page.getByLabel("Prompt").pressSequentially("cat face", { delay: 5 });
    await expect.poll(() => labels(page)).toEqual(["Picture 1: cat face", "Picture 2: cat face"]);
    await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, "finished") as string[])).toContain("cat face");
    // Twelve of "key" would have taken longer than all the typing.
    expect(await page.evaluate(() => Reflect.get(globalThis, "finished") as string[])).not.toContain("key");
    expect(await page.locator(`${tag} .before`).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("starts from other noise by the keyboard, and comes back to the first after the last seed", async () => {
    const { page } = await site.open(`<${tag} count="3"></${tag}>`);
    await page.getByRole("button", { name: "Draw" }).focus();
    let heard = told(page);
    await page.keyboard.press("Enter");
    expect(await heard).toMatchObject({ prompt: "blue apple", seed: 1 });
    heard = told(page);
    await page.getByRole("button", { name: "Other noise" }).press("Enter");
    // Those of the seed before are pale until the new ones are there.
    await page.locator(`${tag} .before`).first().waitFor();
    expect((await heard).seed).toBe(4);
    await expect.poll(() => page.locator(`${tag} .before`).count()).toBe(0);
    await page.locator(tag).evaluate((element) => element.setAttribute("seed", "4294967290"));
    heard = told(page);
    await page.getByRole("button", { name: "Other noise" }).press("Enter");
    expect((await heard).seed).toBe(4294967293);
    heard = told(page);
    await page.getByRole("button", { name: "Other noise" }).press("Enter");
    expect((await heard).seed).toBe(0);
    await page.getByLabel("Prompt").focus();
    expect(await focusOrder(page)).toEqual(["button: Other noise"]);
    await page.close();
  });

  it("draws anything without a prompt, and shows only the beginning of what a long one is cut by", async () => {
    const { page } = await site.open(`<${tag} autostart count="1" steps="1" prompt="" model="lcm"></${tag}>`);
    await page.locator(`${tag} [part=picture]`).waitFor({ timeout: 100_000 });
    expect(await labels(page)).toEqual(["Picture 1: no prompt, so anything"]);
    await page.locator(tag).evaluate((element) => element.setAttribute("prompt", "x y ".repeat(50_000)));
    const cut = page.locator(`${tag} [part=cut]`);
    await cut.waitFor();
    expect((await cut.textContent())!.length).toBeLessThan(400);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} autostart count="2" prompt=${attributeOf(`red heart ${"and a red heart ".repeat(20)}`)}></${tag}>`,
    ready: "[part=picture]",
    german: /Anderes Rauschen.*Der Prompt ist zu lang/s,
    wrong: { body: `<${tag} count="13"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({ body: `<${tag} autostart count="1" steps="1" prompt=${attributeOf(text)}></${tag}>` }),
  });
});
