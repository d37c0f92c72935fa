// The built workshop, in Chromium: what a student finds who comes back to a chapter, has no room left, or has no connection.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { watchPage } from "@alt2img/testing/page";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

type Kept = { name?: string; answers: Record<string, { answer: string }>; pictures: { caption: string }[] };

describe.skipIf(!hasChromium)("a student", () => {
  let browser: Browser;
  let served: FileServer;
  let machine: BrowserContext;
  let page: Page;
  let complaints: string[];

  const open = (name: string): Promise<unknown> => page.goto(`${served.url}${name}.html`);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const kept = (): Promise<Kept> =>
    page.evaluate(() => JSON.parse(localStorage.getItem("alt2img-workshop") ?? '{"answers": {}, "pictures": []}'));
  const answer = async (key: string): Promise<string | undefined> => (await kept()).answers[key]?.answer;
  const says = (selector: string, text: string): Promise<unknown> =>
    expect.poll(() => page.locator(selector).first().textContent(), { timeout: 60_000 }).toContain(text);
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
    machine = await browser.newContext({ serviceWorkers: "block" });
    page = await machine.newPage();
    ({ complaints } = watchPage(page));
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  it("finds the repaired page again, and can start from the school’s", async () => {
    await open("alt-text");
    // Elements do nothing before they are on the screen.
    const source = page.getByLabel("A page’s HTML");
    await source.focus();
    const again = button("Start again from the school’s page");
    await says("alt2img-alt-text [aria-live]", "4 findings");
    expect(await answer("alt-text/page")).toBeUndefined();
    await source.fill('<img src="dog.webp" alt="A dog">');
    await says("alt2img-alt-text [aria-live]", "0 findings");
    await page.reload();
    await source.focus();
    await says("alt2img-alt-text [aria-live]", "0 findings");
    expect(await source.inputValue()).toBe('<img src="dog.webp" alt="A dog">');
    expect(await answer("alt-text/page")).toContain("0 findings left");

    await again.focus();
    await page.keyboard.press("Enter");
    await says("alt2img-alt-text [aria-live]", "4 findings");
    expect(await answer("alt-text/page")).toBeUndefined();
    // Whoever pressed it by mistake still has the page.
    expect(await focused()).toBe("Bring my page back");
    // And whoever opens the chapter again, or has begun to type.
    await page.reload();
    await source.focus();
    await says("alt2img-alt-text [aria-live]", "4 findings");
    await source.press("End");
    await page.keyboard.type("x");
    await expect.poll(() => answer("alt-text/page")).toContain("findings left");
    await button("Bring my page back").focus();
    await page.keyboard.press("Enter");
    await says("alt2img-alt-text [aria-live]", "0 findings");
    await expect.poll(() => answer("alt-text/page")).toContain("0 findings left");
    await again.waitFor();

    // Until another one is repaired.
    await again.click();
    await says("alt2img-alt-text [aria-live]", "4 findings");
    await source.fill('<img src="dog.webp" alt="Another dog">');
    await again.waitFor();
    await page.reload();
    await source.focus();
    await says("alt2img-alt-text [aria-live]", "0 findings");
    await again.waitFor();
  });

  it("keeps what they write before the page’s script has come", async () => {
    const hold = async (path: string, label: string | RegExp, text: string): Promise<void> => {
      let release = (): void => {};
      const isReleased = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(/\.js$/, async (route) => {
        await isReleased;
        await route.continue();
      });
      await page.goto(`${served.url}${path}.html`, { waitUntil: "commit" });
      await page.getByLabel(label).fill(text);
      await page.locator("h1").click();
      release();
      await page.waitForLoadState("load");
      await page.unrouteAll({ behavior: "wait" });
    };
    const field = page.getByLabel(/^Is an alt text/);
    await hold("alt-text", /^Is an alt text/, "early");
    expect(await field.inputValue()).toBe("early");
    expect(await answer("alt-text/discuss")).toBe("early");
    await hold("alt-text", /^Is an alt text/, "and more");
    expect(await field.inputValue()).toBe("early\nand more");
    expect(await answer("alt-text/discuss")).toBe("early\nand more");
    await hold("hand-in", "Your name", "Ann");
    expect(await page.getByLabel("Your name").inputValue()).toBe("Ann");
    expect((await kept()).name).toBe("Ann");
  });

  it("gets an essay that the browser refused to keep back with its page", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    const full = await context.newPage();
    await full.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("No room.", "QuotaExceededError");
      };
    });
    await full.goto(`${served.url}laion.html`);
    const field = full.locator("textarea[data-keep]").first();
    await field.fill("a long essay");
    expect(await full.textContent("#notebook-status")).toContain("Copy your text into another program");
    await full.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    expect(await field.inputValue()).toBe("a long essay");
    await full.goto(`${served.url}hand-in.html`);
    await full.goBack();
    expect(await field.inputValue()).toBe("a long essay");
    await context.close();
  });

  it("keeps a result of LAION’s funnel that the next visit doesn’t replace", async () => {
    await open("laion");
    await button("Open the funnel").click();
    await says("alt2img-funnel [aria-live]", "145 of 284");
    expect(await answer("laion/funnel")).toBeUndefined();
    await page.getByLabel(/^CLIP similarity.* as a number/).fill("0.3");
    await page.keyboard.press("Enter");
    await expect.poll(() => answer("laion/funnel")).toContain("117 of 284");
    await page.reload();
    await button("Open the funnel").click();
    await says("alt2img-funnel [aria-live]", "117 of 284");
    expect(await answer("laion/funnel")).toContain("117 of 284");
  });

  it("keeps what came out of CLIP and the boxes that the next visit doesn’t replace", async () => {
    await open("clip");
    await button("Open ImageNet’s boxes").click();
    await says("alt2img-imagenet-icicle [aria-live]", "1,000 classes");
    await button("Start CLIP").click();
    await says("alt2img-clip-matrix [aria-live]", "5 texts");
    expect((await kept()).answers).not.toHaveProperty(["clip/boxes"]);
    expect((await kept()).answers).not.toHaveProperty(["clip/best"]);
    await page.getByLabel("Search ImageNet’s hierarchy").fill("dog");
    await button(/^dog, domestic dog/).click();
    await expect.poll(() => answer("clip/boxes")).toBe("dog: 118 of the 1,000 classes");
    await page.getByLabel("Texts, one in each line").fill("an apple\nnot an apple");
    await expect.poll(() => answer("clip/best")).toMatch(/^red apple: “(?:not )?an apple”/);
    const { answers } = await kept();
    await page.reload();
    await button("Open ImageNet’s boxes").click();
    await says("alt2img-imagenet-icicle [aria-live]", "118 classes");
    await button("Start CLIP").click();
    await says("alt2img-clip-matrix [aria-live]", "2 texts");
    expect((await kept()).answers).toEqual(answers);
  });

  it("finds the counts and the set again, and is told which set the pictures are from", async () => {
    await open("bias");
    await page.getByLabel("Occupation").selectOption("pilot");
    const counts = page.locator("#counts input");
    for (const [i, count] of [5, 14, 1, 2, 17, 1].entries()) await counts.nth(i).fill(String(count));
    await button("Compare with the data").click();
    await says("#count-status", "5 of 19");
    await page.reload();
    await page.getByLabel("Occupation").selectOption("pilot");
    expect(await counts.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))).toEqual(
      "5 14 1 2 17 1".split(" "),
    );
    await page.getByLabel("Occupation").selectOption("mechanic");
    expect(await counts.first().inputValue()).toBe("");

    await open("change-the-data");
    await button("Take out all men").click();
    await page.getByLabel(/^How often/).selectOption({ index: 1 });
    await button("Draw eight pictures").click();
    await says("#change-status", "Women in 8 of 8 pictures");
    await page.reload();
    await says("#change", "15 drawings in the set: 15 of women, 0 of men");
    expect(await page.getByLabel(/^How often/).inputValue()).toBe("skewedWeight");
    await button("Draw eight pictures").click();
    await says("#change-status", "Women in 8 of 8 pictures");
    await button("Put all back").click();
    await says("#change-status", "Your set is another one now");
  });

  it("sees what another tab has kept, and that it was emptied there", async () => {
    await open("change-the-data");
    const field = page.locator("textarea[data-keep]").first();
    const other = await machine.newPage();
    await other.goto(`${served.url}change-the-data.html`);
    await other.locator("textarea[data-keep]").first().fill("from the other tab");
    await expect.poll(() => field.inputValue()).toBe("from the other tab");
    await other.getByRole("button", { name: "Put all back" }).click();
    await other.getByRole("button", { name: "Take out all women" }).click();
    await other.getByRole("button", { name: "Draw eight pictures" }).click();
    await says("#change", "13 drawings in the set: 0 of women");
    await other.evaluate(() => localStorage.clear());
    await says("#change", "28 drawings in the set");
    expect(await field.inputValue()).toBe("");
    await other.close();
  });

  it("takes drawings out by the keyboard, can tell them apart, and reads that a set is empty", async () => {
    await open("change-the-data");
    const names = await page
      .getByRole("group", { name: "The drawings in the set" })
      .getByRole("checkbox")
      .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
    expect(names.length).toBe(28);
    expect(new Set(names).size).toBe(28);

    await button("Put all back").click();
    await button("Draw eight pictures").click();
    await says("#change-status", "Women in");
    const out = "Take its drawing out: of picture 1";
    await button(out).focus();
    await page.keyboard.press("Enter");
    await says("#change", "27 drawings in the set");
    await says("#change-status", "Women in");
    expect(await focused()).toBe(out);

    await button("Take out all women").click();
    await button("Take out all men").click();
    await says("#change", "Your set is empty");
    expect(await button("Draw eight pictures").isDisabled()).toBe(true);
    // What was drawn is still there, and where it is from.
    expect(await button("Keep picture 1").isVisible()).toBe(true);
    await says("#change-status", "these pictures are from the one before");

    // The last one, by its own button.
    await page.getByRole("checkbox", { name: names[0]!, exact: true }).check();
    await button("Draw eight pictures").click();
    await says("#change-status", "Women in");
    await button(out).focus();
    await page.keyboard.press("Enter");
    await says("#change", "Your set is empty");
    expect(await focused()).toBe(out);

    // Back to the same page, with nothing changed in the notebook.
    const back = (): Promise<unknown> =>
      page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await back();
    expect(await button("Keep picture 1").isVisible()).toBe(true);
    await says("#change", "Your set is empty");
    // And with another notebook.
    await page.evaluate(() => localStorage.clear());
    await back();
    await says("#change", "28 drawings in the set");
    expect(await button("Keep picture 1").isVisible()).toBe(false);

    // While it draws.
    const meanwhile = await page.evaluate(() => {
      const press = (text: string): void =>
        [...document.querySelectorAll("button")].find(({ textContent }) => textContent === text)?.click();
      press("Draw eight pictures");
      press("Take out all men");
      return document.querySelector("#change-status")?.textContent;
    });
    expect(meanwhile).toContain("Drawing … Your set has changed");
    await says("#change-status", "these pictures are from the one before");
  });

  it("without a connection, reads what to do, and tries again", async () => {
    const context = await browser.newContext();
    const other = await context.newPage();
    const press = async (name: string): Promise<void> => {
      await other.getByRole("button", { name, exact: true }).focus();
      await other.keyboard.press("Enter");
    };
    const again = other.getByRole("button", { name: "Try again" });
    const isGone = (): Promise<unknown> => expect.poll(() => again.count(), { timeout: 60_000 }).toBe(0);

    // Before anything is kept, not even the script comes.
    await other.goto(`${served.url}clip.html`);
    await other.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await press("Open WordNet");
    await again.waitFor();
    expect(await other.locator("[role=status]", { has: again }).textContent()).toContain("Is there a connection?");
    await press("Try again");
    await again.waitFor();
    await context.setOffline(false);
    await press("Try again");
    await other.getByText("dog, domestic dog").first().waitFor();
    await isGone();
    // The focus isn’t lost with the button.
    expect(await other.evaluate(() => document.activeElement?.localName)).toBe("alt2img-synset-graph");

    await other.goto(`${served.url}stable-diffusion.html`);
    await press("Get the painter");
    await other.getByLabel("Prompt").fill("red heart");
    await context.setOffline(true);
    await other.keyboard.press("Enter");
    await again.waitFor();
    await context.setOffline(false);
    await press("Try again");
    await isGone();
    const keep = other.getByRole("button", { name: "Keep this picture in my notebook" });
    await expect.poll(() => keep.isVisible(), { timeout: 100_000 }).toBe(true);
    expect(await other.locator("alt2img-denoising-strip figcaption").first().textContent()).toContain("red heart");
    await context.close();
  });

  it("is told that there is no room for a picture, and takes others out", async () => {
    await open("hand-in");
    await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      const pictures = Array.from({ length: 24 }, (_, i) => {
        canvas.width = i + 1;
        return { chapter: "laion", caption: `picture ${i + 1}`, dataUrl: canvas.toDataURL("image/png") };
      });
      localStorage.setItem("alt2img-workshop", JSON.stringify({ pictures }));
    });
    await open("change-the-data");
    await button("Draw eight pictures").click();
    await says("#change-status", "Women in");
    await button("Keep picture 1").click();
    await says("#notebook-status", "This picture isn’t kept: your notebook has 24");
    await says("#notebook-status", "Hand in");
    expect((await kept()).pictures.map(({ caption }) => caption)).toEqual(
      Array.from({ length: 24 }, (_, i) => `picture ${i + 1}`),
    );

    const other = await machine.newPage();
    await other.goto(`${served.url}hand-in.html`);
    await other.getByRole("button", { name: "Take out: picture 7", exact: true }).focus();
    await other.keyboard.press("Enter");
    expect(await other.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Take out: picture 8");
    expect(await other.textContent("#status")).toContain("picture 7");
    await other.close();

    await button("Keep picture 1").click();
    await says("#notebook-status", "in your notebook");
    expect((await kept()).pictures.length).toBe(24);
    expect(complaints.filter((text) => !text.includes("blocked by Playwright"))).toEqual([]);
  });

  it("sees at once what another page has changed, and takes out what is in no chapter", async () => {
    const long = "x".repeat(500);
    const notebook = (captions: readonly string[]): string =>
      JSON.stringify({
        name: long,
        answers: { "retired/discuss": { question: `Why ${long}?`, answer: "Because." } },
        pictures: captions.map((caption, i) => ({
          chapter: "retired",
          caption,
          dataUrl: `data:image/png;base64,AAA${i}`,
        })),
      });
    await open("hand-in");
    const other = await machine.newPage();
    await other.goto(`${served.url}teacher.html`);
    await other.evaluate((text) => localStorage.setItem("alt2img-workshop", text), notebook(["one", "two"]));
    await expect.poll(() => page.locator("#preview section").count()).toBe(8);
    await other.close();
    expect(await page.getByLabel("Your name").inputValue()).toBe("x".repeat(100));
    const last = page.locator("#preview section").last();
    expect(await last.locator("h3").textContent()).toBe("Other");
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    const downloading = page.waitForEvent("download");
    await button("Save as a file").click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`lesson-${"x".repeat(100)}.html`);
    const saved = await machine.newPage();
    await saved.setViewportSize({ width: 375, height: 812 });
    await saved.setContent(await readFile(await download.path(), "utf8"));
    expect(await saved.locator("h3").last().textContent()).toBe("Other");
    expect(await saved.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    await saved.close();
    await page.setViewportSize({ width: 1280, height: 720 });
    await button("Take out: one").click();
    await button(/^Take out: Why/).click();
    expect(await last.textContent()).not.toContain("Because.");
    await button("Take out: two").click();
    expect(await page.locator("#preview section").count()).toBe(7);
  });

  it("is told whether the notebook is empty, and where the focus is", async () => {
    await open("hand-in");
    await page.getByLabel("Your name").fill("Ann");
    const press = async (): Promise<void> => {
      await page.getByLabel("I have saved my file").check();
      await button("Empty my notebook").focus();
      await page.keyboard.press("Enter");
    };
    await page.evaluate(() => {
      Object.assign(globalThis, { removeItem: Storage.prototype.removeItem });
      Storage.prototype.removeItem = () => {
        throw new DOMException("Denied.", "SecurityError");
      };
    });
    await press();
    await says("#status", "couldn’t be emptied");
    expect((await kept()).name).toBe("Ann");
    await page.evaluate(() => {
      Storage.prototype.removeItem = (globalThis as unknown as Storage).removeItem;
    });
    await press();
    await says("#status", "Your notebook is empty");
    expect(await focused()).toBe("What will be in it");
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});
