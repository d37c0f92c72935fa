// The page stays responsive while pictures are drawn and compared: everything that takes time is done in workers.
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

  it("has no task over 50 ms while it draws, compares and looks things up", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${served.url}index.html?count=10&steps=2&picture=a1`);
    const says = (id: string, start: string): Promise<unknown> =>
      page.waitForFunction(
        ([name, text]) => document.getElementById(name!)?.textContent?.startsWith(text!),
        [id, start],
        { timeout: 100_000 },
      );
    await browser.startTracing(page, { categories: taskCategories });
    await page.evaluate(() => void performance.mark("drawing"));
    await page.click("#draw");
    await says("status", "Done");
    await page.click("#compare-people");
    await says("people-status", "Compared");
    await says("one-status", "Compared");
    await page.click("#look-up");
    await says("data-status", "Looked");
    await page.evaluate(() => void performance.mark("drawn"));
    const { count, longest } = longestTask(await browser.stopTracing(), ["drawing", "drawn"]);
    expect(count).toBeGreaterThan(20);
    expect(longest).toBeLessThan(50);
  });
});
