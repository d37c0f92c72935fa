// A slider over 100,000 pairs moves without a pause: everything else that takes time is done in a worker.
import { fileURLToPath } from "node:url";
import { hasChromium, launchChromium, longestTask, serveBuiltPage, taskCategories } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe.skipIf(!hasChromium)("the explorer", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("has no task over 50 ms while a threshold moves over 100,000 pairs", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${served.url}index.html?data=made-up`);
    await page.waitForSelector(".card");
    await page.focus("[data-rule=similarity] .slider");
    await page.keyboard.press("ArrowRight");
    await browser.startTracing(page, { categories: taskCategories });
    await page.evaluate(() => void performance.mark("moving"));
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>("[data-rule=similarity] .exact")?.value === "0.36",
    );
    await page.evaluate(() => void performance.mark("moved"));
    const { count, longest } = longestTask(await browser.stopTracing(), ["moving", "moved"]);
    expect(count).toBeGreaterThan(20);
    expect(longest).toBeLessThan(50);
  });
});
