// Every example as the website has it, in Chromium: it works by keyboard alone, on a phone and in both themes, and asks nobody else for anything.
import { hasChromium, launchChromium } from "@alt2img/testing/bundlers";
import { axeViolations, watchPage } from "@alt2img/testing/page";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveSite } from "./serve-site.js";

type Example = {
  /** Its folder on the site. */
  name: string;
  /** Has content as soon as the page is ready. */
  ready: string;
  /** Does the main thing by keyboard, and checks what comes of it. */
  use: (page: Page) => Promise<void>;
};

const WAITS = { timeout: 100_000 };
const textOf = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .textContent()
    .then((text) => text?.trim() ?? "");

/** Presses Tab until the focus is on the element, inside of shadow roots, too. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const isThere = await page.evaluate((wanted) => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.matches(wanted) ?? false;
    }, selector);
    if (isThere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never comes to ${selector}.`);
}

async function fill(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, selector);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

const examples: Example[] = [
  {
    name: "inspector",
    ready: ".card",
    async use(page) {
      await tabTo(page, "summary");
      await page.keyboard.press("Enter");
      await fill(page, "#html", '<img src="a.jpg" alt="Ann at work">');
      await tabTo(page, "#open button:not([type=button])");
      await page.keyboard.press("Enter");
      await expect.poll(() => textOf(page, "#status"), WAITS).toBe("Pasted: 1 page.");
      await expect.poll(() => textOf(page, ".reading.taken .text"), WAITS).toBe("“Ann at work”");
    },
  },
  {
    name: "wordnet",
    ready: "#content h2",
    async use(page) {
      await fill(page, "#word", "teapot");
      await page.keyboard.press("Enter");
      await expect.poll(() => textOf(page, "#content h2"), WAITS).toContain("teapot");
    },
  },
  {
    name: "clip",
    ready: "alt2img-clip-matrix .value",
    async use(page) {
      const values = page.locator("alt2img-clip-matrix .value");
      const pictures = await page.locator("alt2img-clip-matrix thead img").count();
      await fill(page, "textarea", "a dog");
      await expect.poll(() => values.count(), WAITS).toBe(pictures);
    },
  },
  {
    name: "diffusion",
    ready: "#run-status:has-text('Done')",
    async use(page) {
      await fill(page, "#seed", "5");
      await tabTo(page, "#run");
      await page.keyboard.press("Enter");
      await expect.poll(() => new URL(page.url()).searchParams.get("seed"), WAITS).toBe("5");
      await expect.poll(() => textOf(page, "#run-status"), WAITS).toMatch(/^Done/);
    },
  },
  {
    name: "dataset",
    ready: ".card",
    async use(page) {
      const before = await textOf(page, "#total");
      await tabTo(page, "[data-rule=similarity] .slider");
      for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
      await expect.poll(() => textOf(page, "#total"), WAITS).not.toBe(before);
    },
  },
  {
    name: "bias",
    ready: "#draw",
    async use(page) {
      await fill(page, "#count", "1");
      await fill(page, "#steps", "2");
      await tabTo(page, "#draw");
      await page.keyboard.press("Enter");
      await expect.poll(() => textOf(page, "#status"), WAITS).toMatch(/^Done/);
    },
  },
  {
    name: "workshop",
    ready: "main a[href='./alt-text.html']",
    async use(page) {
      await tabTo(page, "main a[href='./alt-text.html']");
      await page.keyboard.press("Enter");
      await expect.poll(() => page.locator("alt2img-alt-text").count(), WAITS).toBeGreaterThan(0);
    },
  },
];

describe.skipIf(!hasChromium)("the examples on the website", () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;
  beforeAll(async () => {
    [browser, site] = await Promise.all([launchChromium(), serveSite()]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  describe.each(examples)("$name", ({ name, ready, use }) => {
    let page: Page;
    let log: ReturnType<typeof watchPage>;
    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      log = watchPage(page);
      await page.goto(`${site.url}${name}/index.html`);
      await page.locator(ready).first().waitFor(WAITS);
    });
    afterAll(() => page.close());

    it("works by keyboard alone", () => use(page));

    it.each(["light", "dark"] as const)("has no fault that axe knows in %s colours", async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect(await axeViolations(page)).toEqual([]);
    });

    it.each([1280, 375])("has nothing beside a page of %d pixels", async (width) => {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });

    it("has nothing to complain about, and asks nobody else for anything", () => {
      expect(log.complaints).toEqual([]);
      expect(log.requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(site.url))).toEqual([]);
    });
  });
});
