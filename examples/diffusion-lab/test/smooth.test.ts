// The page stays able to draw and to answer while both formulas run: everything that takes time is done in workers.
import { fileURLToPath } from "node:url";
import { hasChromium, launchChromium, longestTask, serveBuiltPage, taskCategories } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe.skipIf(!hasChromium)("the lab", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("has no task over 50 ms from its opening to the sources of a pixel", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(() => void performance.mark("opened"));
    await browser.startTracing(page, { categories: taskCategories });
    await page.goto(`${served.url}index.html`);
    await page.waitForFunction(() => document.querySelector("#run-status")?.textContent?.startsWith("Done"));
    await page.selectOption("#sampler", "heun");
    await page.waitForFunction(() =>
      document.querySelector("[data-painter=optimal] .note")?.textContent?.includes("with heun"),
    );
    await page.locator("[data-painter=local] .surface").hover();
    await page.waitForSelector("#source-list li");
    await page.focus("#amount");
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowLeft");
    await page.evaluate(() => void performance.mark("explained"));
    const { count, longest } = longestTask(await browser.stopTracing(), ["opened", "explained"]);
    expect(count).toBeGreaterThan(20);
    expect(longest).toBeLessThan(50);
  });
});
