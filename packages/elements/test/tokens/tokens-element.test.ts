// The element in Chromium, from a CDN on another origin.
import { loadTokenizer } from "@alt2img/clip";
import { focusOrder } from "@alt2img/testing/page";
import { tinyClip } from "@alt2img/tiny/clip";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const LONG = `a bicycle ${"and a bicycle ".repeat(20)}`.trim();

const tokensOf = (page: Page): Promise<string[]> => page.locator("alt2img-tokens .token").allTextContents();
const idsOf = (page: Page): Promise<string[]> => page.locator("alt2img-tokens .id").allTextContents();
const spoken = (page: Page): Promise<string | null> => page.locator("alt2img-tokens [aria-live]").textContent();

describe.skipIf(!hasChromium)("alt2img-tokens", () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("shows the tokens and numbers that the tiny CLIP reads, and fetches no weights", async () => {
    const { page, complaints, requests } = await site.open(`<alt2img-tokens text="A red  apple"></alt2img-tokens>`);
    await expect.poll(() => tokensOf(page)).toEqual(["start", "a␣", "red␣", "apple␣", "end"]);
    const expected = (await loadTokenizer(tinyClip)).tokenize("a red pear");
    await page.locator("alt2img-tokens textarea").fill("a red pear");
    await expect.poll(() => idsOf(page)).toEqual(expected.inputIds.slice(0, expected.tokens.length).map(String));
    expect(complaints).toEqual([]);
    const files = requests.filter((url) => url.includes("/tiny-clip@")).map((url) => url.split("/files/")[1]);
    expect(files).toEqual(["config.json", "tokenizer.json", "tokenizer_config.json"]);
    await page.close();
  });

  it("tells the page of each change", async () => {
    const { page } = await site.open(`<alt2img-tokens no-input text="a dog"></alt2img-tokens>`);
    await expect.poll(() => tokensOf(page)).toContain("dog␣");
    const told = page.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          document.addEventListener("alt2img-tokens", ({ detail }) => resolve(detail.tokens), { once: true });
          document.querySelector("alt2img-tokens")!.text = "a cat";
        }),
    );
    expect(await told).toEqual(["<|startoftext|>", "a</w>", "cat</w>", "<|endoftext|>"]);
    expect(await page.locator("alt2img-tokens textarea").count()).toBe(0);
    await page.close();
  });

  it("says which words the model doesn't see, to screen readers, too", async () => {
    const { page } = await site.open(`<alt2img-tokens text="${LONG}"></alt2img-tokens>`);
    await page.locator("alt2img-tokens .warning").waitFor();
    expect((await tokensOf(page)).length).toBe(32);
    expect(await spoken(page)).toMatch(/^32 tokens of at most 32.*doesn’t see: a bicycle and/);
    await page.close();
  });

  it("shows characters of several tokens as their bytes", async () => {
    const { page } = await site.open(`<alt2img-tokens text="🫠"></alt2img-tokens>`);
    await page.locator("alt2img-tokens .token").first().waitFor();
    const bytes = (await tokensOf(page)).slice(1, -1).join(" ").replace("␣", "");
    expect(bytes).toMatch(/F0 9F AB A0|🫠/);
    await page.close();
  });

  it("keeps its last tokens when a model can't be opened", async () => {
    const { page } = await site.open(`<alt2img-tokens text="a dog"></alt2img-tokens>`);
    await expect.poll(() => tokensOf(page)).toContain("dog␣");
    await page.locator("alt2img-tokens").evaluate((element) => element.setAttribute("model", "./nothing-here/"));
    await page.locator("alt2img-tokens [role=alert]").waitFor();
    expect(await tokensOf(page)).toContain("dog␣");
    await page.locator("alt2img-tokens").evaluate((element) => element.removeAttribute("model"));
    await expect.poll(() => page.locator("alt2img-tokens [role=alert]").count()).toBe(0);
    await page.close();
  });

  it("keeps the text in the address if it is told to", async () => {
    const { page } = await site.open(`<alt2img-tokens url-state="tokens"></alt2img-tokens>`);
    await page.locator("alt2img-tokens textarea").fill("a dog & a cat");
    await expect.poll(() => page.url()).toMatch(/index\.html#tokens\.text=a\+dog\+%26\+a\+cat$/);
    await page.reload();
    await expect.poll(() => tokensOf(page)).toContain("cat␣");
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<alt2img-tokens text="a dog"></alt2img-tokens>`);
    await page.locator("alt2img-tokens .token").first().waitFor();
    expect(await focusOrder(page)).toEqual(["textarea: Text", "summary: As a table, with bytes"]);
    await page.locator("alt2img-tokens textarea").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("a cat");
    await expect.poll(() => tokensOf(page)).toEqual(["start", "a␣", "cat␣", "end"]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("alt2img-tokens tbody tr").nth(2).textContent()).toMatch(/3\s+cat/);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag: "alt2img-tokens",
    body: `<alt2img-tokens text=${attributeOf(`${LONG} שלום`)}></alt2img-tokens>`,
    ready: ".token",
    german: /Anfang.*höchstens 32/s,
    wrong: { body: `<alt2img-tokens model="no such model"></alt2img-tokens>`, code: "onnx/source" },
    hostile: (text) => ({ body: `<alt2img-tokens text=${attributeOf(text)}></alt2img-tokens>` }),
  });
});
