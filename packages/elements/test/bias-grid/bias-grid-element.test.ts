// The element in Chromium, from a CDN on another origin.
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { focusOrder } from "@alt2img/testing/page";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BiasCountsDetail, BiasGridPicture } from "../../src/bias-grid/bias-grid-element.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-bias-grid";
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const says = (page: Page, what: RegExp): Promise<void> =>
  expect.poll(() => spoken(page), { timeout: 100_000 }).toMatch(what);
const isModel = (url: string): boolean => /\.onnx|\.wasm/.test(url);
/** What the next event of this name brings, without pixels. */
const next = (page: Page, name: string): Promise<unknown> =>
  page.evaluate(
    (type) =>
      new Promise<unknown>((resolve) =>
        document.addEventListener(type, (event) => resolve((event as CustomEvent).detail), { once: true }),
      ),
    name,
  );

/** What a model draws in Node: its pixels. */
async function drawnInNode(folder: typeof tinyStableDiffusion, prompt: string, seed: number): Promise<number[]> {
  await using model = await loadTextToImage(folder);
  for await (const event of model.generate(prompt, { seed, steps: 2, guidanceScale: 3 })) {
    if (event.type === "image") return [...event.image.data];
  }
  throw new Error("no picture");
}

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("loads nothing until someone presses Draw, then draws each seed by both models", async () => {
    const { page, complaints, requests } = await site.open(
      `<${tag} prompt="farmer" seed="3" count="1" steps="2"></${tag}>`,
    );
    await page.getByText("The first drawing loads 50 MB.").waitFor();
    expect(requests.filter(isModel)).toEqual([]);
    const told = page.evaluate(
      () =>
        new Promise<{ model: string; prompt: string; seed: number; data: number[] }[]>((resolve) =>
          document.addEventListener("alt2img-bias-grid", ({ detail: { pictures } }) =>
            resolve(pictures.map(({ image, ...rest }: BiasGridPicture) => ({ ...rest, data: [...image.data] }))),
          ),
        ),
    );
    await page.getByRole("button", { name: "Draw" }).click();
    const pictures = await told;
    expect(pictures.map(({ model, prompt, seed }) => [model, prompt, seed])).toEqual([
      ["", "farmer", 3],
      ["skewed-twin", "farmer", 3],
    ]);
    const expected = [
      await drawnInNode(tinyStableDiffusion, "farmer", 3),
      await drawnInNode(tinySkewedTwin, "farmer", 3),
    ];
    expect(expected[0]).not.toEqual(expected[1]);
    for (const [i, data] of expected.entries()) {
      const worst = data.reduce((most, value, at) => Math.max(most, Math.abs(value - pictures[i]!.data[at]!)), 0);
      expect(worst, `picture ${i}`).toBeLessThanOrEqual(2);
    }
    await says(page, /^Pictures of “farmer”: 2\.$/);
    await page.getByRole("img", { name: "“farmer” by skewed twin, seed 3" }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("counts what the viewer says, then what the program says, corrected by the viewer", async () => {
    const { page, complaints, requests } = await site.open(
      `<${tag} autostart prompt="red heart" labels="a red heart, a dog" count="2" steps="3"></${tag}>`,
    );
    await says(page, /^Pictures of “red heart”: 4\.$/);
    const choice = (name: string) => page.getByLabel(`What does this look like to you? ${name}`);
    const first = next(page, "alt2img-bias-counts");
    await choice("tiny Stable Diffusion, seed 0").selectOption("a red heart");
    expect(await first).toMatchObject({
      by: "viewer",
      counts: [
        { label: "a red heart", shares: [{ model: "", count: 1, total: 1, share: 1 }] },
        { label: "a dog", shares: [{ model: "", count: 0, total: 1, share: 0 }] },
        { shares: [{ model: "", count: 0, total: 1 }] },
      ],
    });
    await choice("skewed twin, seed 0").selectOption("none of these, or I can’t tell");
    await says(page, /You have labelled 2 of 4 pictures\.$/);
    const cells = await page.locator(`${tag} [part=table] tbody tr`).first().locator("td").allTextContents();
    expect(cells).toEqual([
      "1 of 1: 100% (21% to 100%)",
      "0 of 1: 0% (0% to 79%)",
      expect.stringMatching(/^-100 points \(-100 to \+?12\): can’t be told apart$/),
    ]);

    // Nothing of the program before someone asks for it.
    expect(requests.filter((url) => url.includes("tiny-clip"))).toEqual([]);
    await page.getByText("Let a program say what they look like").click();
    const asked = next(page, "alt2img-bias-counts");
    await page.getByRole("button", { name: "I have read this: ask the program" }).click();
    const { by, counts } = (await asked) as BiasCountsDetail;
    expect(by).toBe("program");
    expect(counts.map(({ label }) => label)).toEqual(["a red heart", "a dog"]);
    for (const { shares } of counts) expect(shares.map(({ total }) => total)).toEqual([2, 2]);
    for (const i of [0, 1]) expect(counts[0]!.shares[i]!.count + counts[1]!.shares[i]!.count).toBe(2);
    expect(await page.locator(`${tag} .answer`).count()).toBe(4);
    expect(await page.locator(`${tag} .answer`).first().textContent()).toMatch(
      /^looks like “a (red heart|dog)” to the program: \d+%$/,
    );
    await page.getByText("Nobody knows yet how often it is wrong").waitFor();
    // As soon as there is one of each.
    await choice("skewed twin, seed 0").selectOption("a dog");
    await page.getByText(/^It agrees with you about [012] of 2 pictures\./).waitFor();
    expect(await page.locator(`${tag} [part=classifier] td`).first().textContent()).toMatch(
      /^[012] of 2 answers; corrected: \d+% \(\d+% to \d+%\)$/,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("stops on request, keeps the pictures that are there, and remembers them", async () => {
    const { page, complaints } = await site.open(`<${tag} count="100" steps="1" guidance="1"></${tag}>`);
    await page.getByRole("button", { name: "Draw" }).click();
    await page.locator(`${tag} [part=picture]`).first().waitFor({ timeout: 100_000 });
    await page.getByRole("button", { name: "Stop" }).click();
    await says(page, /^Stopped\. Pictures so far: \d+\.$/);
    const kept = await page.locator(`${tag} [part=picture]`).count();
    expect(kept).toBeLessThan(200);
    await page.locator(tag).evaluate((element) => element.setAttribute("count", "1"));
    await says(page, /^Pictures of “office worker”: 2\.$/);
    expect(await page.locator(`${tag} [part=picture]`).count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("draws what the fields say by the keyboard, and keeps it in the address", async () => {
    const { page } = await site.open(`<${tag} controls steps="1" url-state="grid"></${tag}>`);
    expect(await focusOrder(page)).toEqual([
      "input: Prompt",
      "input: What to count",
      "input: Pictures for each model",
      "input: First seed",
      "input: Guidance",
      "button: Draw",
    ]);
    await page.getByLabel("Pictures for each model").fill("1");
    await page.getByLabel("First seed").fill("7");
    await page.getByLabel("What to count").fill("a cook, a pot");
    await page.getByLabel("Guidance").fill("1");
    await page.getByLabel("Prompt").fill("cook");
    await page.getByLabel("Prompt").press("Enter");
    await says(page, /^Pictures of “cook”: 2\.$/);
    await page.getByLabel("What does this look like to you? tiny Stable Diffusion, seed 7").focus();
    await page.keyboard.press("ArrowDown");
    await says(page, /You have labelled 1 of 2 pictures\./);
    await expect
      .poll(() => new URL(page.url()).hash)
      .toBe("#grid.prompt=cook&grid.labels=a+cook%2C+a+pot&grid.count=1&grid.seed=7&grid.steps=1&grid.guidance=1");
    await page.reload();
    await page.locator(`${tag} form`).waitFor();
    expect(await page.getByLabel("What to count").inputValue()).toBe("a cook, a pot");
    await page.close();
  });

  it("says which labels are too many to be counted", async () => {
    const { page } = await site.open(`<${tag} labels="a,b,c,d,e,f,g,h"></${tag}>`);
    const warning = page.locator(`${tag} .warning`);
    await warning.waitFor();
    expect(await warning.textContent()).toContain("At most 6 can be counted. Left out: g, h");
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} controls autostart count="1" steps="1" guidance="1" labels="a cook, a pot" prompt=${attributeOf(`cook ${"and a cook ".repeat(40)}`)}></${tag}>`,
    ready: "[part=classifier]",
    german: /Bilder nach Startzahl|Sie haben 0 von 2 Bildern eingeordnet/,
    wrong: { body: `<${tag} count="0"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({
      body: `<${tag} controls autostart count="1" steps="1" guidance="1" prompt=${attributeOf(text)} labels=${attributeOf(`${text}, other`)}></${tag}>`,
    }),
  });
});
