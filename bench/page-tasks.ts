// How long the main thread of each example is kept busy at a time while its page is used: `npx tsx bench/page-tasks.ts [EXAMPLE …]`. What takes
// longer than 50 ms is felt. Measured is the processor's time of the page's tasks, from Chromium's own trace, which depends on the machine:
// so this isn’t a test.
import { fileURLToPath } from "node:url";
import { launchChromium, longestTask, serveBuiltPage, taskCategories } from "@alt2img/testing/bundlers";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** What is done on the page of each example, from its opening on. */
const uses: Record<string, { address: string; use: (page: Page) => Promise<unknown> }> = {
  "bias-explorer": {
    address: "index.html?count=10&steps=2&picture=a1",
    async use(page) {
      await page.click("#draw");
      await says(page, "#status", "Done");
      await page.click("#compare-people");
      await says(page, "#people-status", "Compared");
      await says(page, "#one-status", "Compared");
      await page.click("#look-up");
      await says(page, "#data-status", "Looked");
    },
  },
  "clip-playground": {
    address: "index.html",
    async use(page) {
      await page.waitForSelector("alt2img-clip-matrix .value");
      await page.locator("alt2img-clip-explanation").scrollIntoViewIfNeeded();
      await page.waitForSelector("alt2img-clip-explanation .cells");
    },
  },
  "dataset-explorer": {
    address: "index.html?data=made-up",
    async use(page) {
      await page.waitForSelector(".card");
      await page.focus("[data-rule=similarity] .slider");
      for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    },
  },
  "diffusion-lab": {
    address: "index.html",
    async use(page) {
      await says(page, "#run-status", "Done");
      await page.selectOption("#sampler", "heun");
      await page.getByText("with heun").first().waitFor();
      await page.locator("[data-painter=local] .surface").hover();
      await page.waitForSelector("#source-list li");
      await page.focus("#amount");
      for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowLeft");
    },
  },
};

const says = (page: Page, selector: string, start: string): Promise<unknown> =>
  page.waitForFunction(
    ([where, text]) => document.querySelector(where!)?.textContent?.startsWith(text!),
    [selector, start],
    { timeout: 100_000 },
  );

const named = process.argv.slice(2);
const browser = await launchChromium();
try {
  for (const example of named.length > 0 ? named : Object.keys(uses)) {
    const { address, use } = uses[example]!;
    const served = await serveBuiltPage(fileURLToPath(new URL(`../examples/${example}/`, import.meta.url)));
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(() => void performance.mark("opened"));
    await browser.startTracing(page, { categories: taskCategories });
    await page.goto(served.url + address);
    await use(page);
    await page.evaluate(() => void performance.mark("used"));
    const { count, longest } = longestTask(await browser.stopTracing(), ["opened", "used"]);
    console.log(`${example}: ${count} tasks, the longest ${longest.toFixed(1)} ms`);
    await Promise.all([page.close(), served.close()]);
  }
} finally {
  await browser.close();
}
