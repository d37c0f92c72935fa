// The page stays able to draw and to answer from its opening on: everything that takes time is done in workers.
import { fileURLToPath } from "node:url";
import { hasChromium, launchChromium, longestTask, serveBuiltPage, taskCategories } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe.skipIf(!hasChromium)("the playground", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("has no task over 50 ms from its opening to the first explanation", async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(() => void performance.mark("opened"));
    await browser.startTracing(page, { categories: taskCategories });
    await page.goto(`${served.url}index.html`);
    await page.waitForSelector("alt2img-clip-matrix .value");
    await page.evaluate(() => void performance.mark("scored"));
    await page.locator("alt2img-clip-explanation").scrollIntoViewIfNeeded();
    await page.waitForSelector("alt2img-clip-explanation .cells");
    await page.evaluate(() => void performance.mark("explained"));
    const trace = await browser.stopTracing();
    const [scores, all] = (["scored", "explained"] as const).map((end) => longestTask(trace, ["opened", end]));
    expect(scores!.count).toBeGreaterThan(20);
    expect(all!.count).toBeGreaterThan(scores!.count);
    expect(all!.longest).toBeLessThan(50);
  });
});
