// The built workshop, in Chromium: a pupil goes through all chapters by the keyboard, goes offline, and hands in.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { axeViolations, hostileTexts, type PageLog, watchPage } from "@alt2img/testing/page";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chapters } from "../src/chapter-list.js";
import { isModel } from "../src/packed.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const MOST_BYTES = 25e6;
const MOST_BYTES_AT_FIRST = 300e3;

describe.skipIf(!hasChromium)("the workshop", () => {
  let browser: Browser;
  let served: FileServer;
  /** One machine: it opens chapter 1 first, and keeps everything from then on. */
  let machine: BrowserContext;
  let page: Page;
  let log: PageLog;
  let complaints: string[];
  let key: ReadonlyMap<string, string>;

  const open = (name: string): Promise<unknown> => page.goto(`${served.url}${name}.html`);
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole("button", { name }).first().focus();
    await page.keyboard.press("Enter");
  };
  const retype = async (text: string): Promise<void> => {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(text);
  };
  const fill = async (label: string | RegExp, text: string): Promise<void> => {
    await page.getByLabel(label).focus();
    await retype(text);
  };
  const says = async (selector: string, text: string | RegExp): Promise<void> => {
    const place = page.locator(selector).first();
    if (typeof text === "string") await expect.poll(() => place.textContent(), { timeout: 60_000 }).toContain(text);
    else await expect.poll(() => place.textContent(), { timeout: 60_000 }).toMatch(text);
  };
  const kept = (): Promise<{ answers: Record<string, { answer: string }>; pictures: { caption: string }[] }> =>
    page.evaluate(() => JSON.parse(localStorage.getItem("alt2img-workshop") ?? "{}"));
  const bytesOf = (requests: readonly string[]): number =>
    requests.reduce((sum, request) => sum + (served.files.get(request.split(" ")[1]!)?.length ?? 0), 0);
  const isControlled = (): Promise<unknown> => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  const fitsAndPassesAxe = async (): Promise<void> => {
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page), colorScheme).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await axeViolations(page)).toEqual([]);
  };

  /** What a pupil does in each chapter, by the keyboard alone, with a result that is known. */
  const tasks: Readonly<Record<string, () => Promise<void>>> = {
    async "alt-text"() {
      const source = page.locator("alt2img-alt-text textarea");
      await source.focus();
      await says("alt2img-alt-text [aria-live]", `${key.get("alt-images")} images`);
      await says("alt2img-alt-text [aria-live]", `${key.get("alt-findings")} findings`);
      const html = await readFile(new URL("../samples/school-fair.html", import.meta.url), "utf8");
      const repaired = html
        .replace('"bicycle.webp"', '"bicycle.webp" alt="A blue bicycle"')
        .replace('"teapot.webp">', '"A red teapot">')
        .replace("Image of a dog", "A dog")
        .replace('fire-engine.webp" alt=""', 'fire-engine.webp" alt="Buy tickets"')
        .replace("A fireman in his uniform", "A firefighter with a helmet");
      await source.focus();
      await retype(repaired);
      await says("alt2img-alt-text [aria-live]", "0 findings");
      expect((await kept()).answers["alt-text/page"]?.answer).toContain("0 findings left");
    },
    async "common-crawl"() {
      await press("Read the crawl");
      await says("alt2img-warc [aria-live]", `${key.get("crawl-records")} records`);
      await fill(/^Filter/, "text/html");
      await says("alt2img-warc [aria-live]", `${key.get("crawl-html")} match`);
      await press(/^https:\/\/news\.example\.org/);
      await says("alt2img-warc .preview pre >> nth=2", `alt="${key.get("crawl-first-alt")}"`);
      expect((await kept()).answers["common-crawl/opened"]?.answer).toContain("https://news.example.org/");
    },
    async clip() {
      await press("Open WordNet");
      await says("alt2img-synset-graph [aria-live]", "dog");
      await press("Open ImageNet’s boxes");
      await says("alt2img-imagenet-icicle [aria-live]", "1,000 classes");
      await fill("Search ImageNet’s hierarchy", "dog");
      await press(/^dog, domestic dog/);
      await says("alt2img-imagenet-icicle [aria-live]", `${key.get("imagenet-dogs")} classes`);
      await press("Start CLIP");
      await says("alt2img-clip-matrix [part=matrix]", key.get("clip-a-red-apple")!);
      await fill("Texts, one in each line", "an apple\nnot an apple");
      await expect
        .poll(() => page.locator("alt2img-clip-matrix tbody tr td:nth-child(2) .value").allTextContents())
        .toEqual([key.get("clip-an-apple"), key.get("clip-not-an-apple")]);
    },
    async laion() {
      await press("Open the funnel");
      await says("alt2img-funnel [aria-live]", `${key.get("laion-kept")} of ${key.get("laion-read")} pairs are kept`);
      await fill(/^CLIP similarity.* as a number/, "0.3");
      await page.keyboard.press("Enter");
      await says("alt2img-funnel [aria-live]", `${key.get("laion-kept-strict")} of`);
      await fill(/^CLIP similarity.* as a number/, "0");
      await page.keyboard.press("Enter");
      await says("alt2img-funnel [aria-live]", `${key.get("laion-kept-loose")} of`);
      await expect
        .poll(async () => (await kept()).answers["laion/funnel"]?.answer)
        .toMatch(/^duplicates: \d+ left out\ntext \(5\): \d+ left out$/m);
    },
    async "stable-diffusion"() {
      await page.getByRole("slider", { name: "Timestep" }).focus();
      await page.keyboard.press("Home");
      await says("alt2img-forward-noise [aria-live]", "1.00 × picture + 0.0");
      await press("Get the painter");
      await page.getByLabel("Prompt").focus();
      await page.keyboard.press("Enter");
      await says("alt2img-denoising-strip .summary", `From step ${key.get("strip-settled")} on`);
      await press("Keep this picture in my notebook");
      await says("#notebook-status", "in your notebook");
      expect((await kept()).pictures.map(({ caption }) => caption)).toContain("red apple (seed 3, guidance 2.5)");
    },
    async bias() {
      await page.getByLabel("Occupation").focus();
      await page.keyboard.press("End");
      const counts = { "A: look like a woman": 13, "A: look like a man": 6, "A: can’t be told": 1 };
      for (const [label, count] of Object.entries(counts)) await fill(`Model ${label}`, String(count));
      for (const [i, look] of ["look like a woman", "look like a man", "can’t be told"].entries()) {
        await fill(`Model B: ${look}`, String([0, 10, 9][i]));
      }
      await press("Compare with the data");
      await says("#count-status", "Model B: these are 19 pictures, but there are 20.");
      await fill("Model B: can’t be told", "10");
      await page.keyboard.press("Enter");
      await says("#count-status", "Model A: 13 of 19 look like women: 68 %, so between 46 and 85 %.");
      await says("#reveal", `${key.get("data-pilot-a")} % for model A, ${key.get("data-pilot-b")} % for model B`);
      await says("alt2img-amplification [part=table]", "pilot, model A");
    },
    async "change-the-data"() {
      await press("Take out all women");
      await press("Draw eight pictures");
      const [women, all, changed] = ["change-without-women", "change-women", "change-changed"].map((name) =>
        key.get(name),
      );
      await says(
        "#change-status",
        `Women in ${women} of 8 pictures; with all drawings, in ${all} of 8. ${changed} pictures changed.`,
      );
      await press("Put all back");
      await page.getByLabel(/^How often/).focus();
      await page.keyboard.press("End");
      await press("Draw eight pictures");
      await says("#change-status", `Women in ${key.get("change-skewed")} of 8 pictures`);
      await press("Keep picture 1");
      await says("#notebook-status", "in your notebook");
    },
  };

  beforeAll(async () => {
    const notes = await readFile(new URL("../teacher.html", import.meta.url), "utf8");
    key = new Map(
      [...notes.matchAll(/<b data-fact="([^"]+)">([^<]*)<\/b>/g)].map(([, name, value]) => [name!, value!]),
    );
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
    machine = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    page = await machine.newPage();
    log = watchPage(page);
    ({ complaints } = log);
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  it("starts with less than 300 kB, and without a model", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    const first = await context.newPage();
    await first.goto(`${served.url}alt-text.html`);
    // Elements do nothing before they are on the screen.
    await first.getByLabel("A page’s HTML").focus();
    await first.getByText("The image has no text alternative").first().waitFor();
    expect(bytesOf(served.requests)).toBeLessThan(MOST_BYTES_AT_FIRST);
    expect(bytesOf(served.requests)).toBeGreaterThan(100e3);
    expect(served.requests.filter((request) => isModel(request))).toEqual([]);
    await context.close();
    served.requests.length = 0;
  });

  it.each(chapters)(
    "$title: the task can be done by the keyboard; it fits on a phone, and passes axe",
    async ({ id }) => {
      await open(id);
      // Whoever reads before doing something gives the service worker the time to start.
      await isControlled();
      await tasks[id]!();
      await fitsAndPassesAxe();
      expect(complaints).toEqual([]);
    },
  );

  it("needs no more than 25 MB for all chapters, and fetches nothing twice", async () => {
    expect(bytesOf(served.requests)).toBeLessThan(MOST_BYTES);
    expect(bytesOf(served.requests)).toBeGreaterThan(20e6);
    // Browsers look themselves whether there is a newer service worker; the first page came before there was one.
    const again = served.requests.filter((request, i) => served.requests.indexOf(request) < i);
    expect(again.filter((request) => !/service-worker\.js$|alt-text\.html$/.test(request))).toEqual([]);
    // As it is, and packed.
    const names = served.requests.map((request) => request.replace(/\.gz$/, ""));
    expect(new Set(names).size).toBe(new Set(served.requests).size);
  });

  it("draws with both models, for those who want more than the lesson", async () => {
    await open("bias");
    await press("Draw with both models");
    await page.locator("alt2img-bias-grid").getByLabel("Prompt").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("alt2img-bias-grid [part=picture]").count(), { timeout: 100_000 }).toBe(12);
  });

  it.each(["index", "hand-in", "teacher"])("%s fits on a phone, and passes axe in light and dark", async (name) => {
    await open(name);
    await fitsAndPassesAxe();
  });

  it("works without a connection, models and all", async () => {
    served.requests.length = 0;
    await machine.setOffline(true);
    // Otherwise, tasks open as they were left.
    await page.evaluate(() => localStorage.clear());
    for (const { id } of chapters) {
      await open(id);
      await tasks[id]!();
    }
    await machine.setOffline(false);
    // Browsers look for a newer service worker by themselves, and Playwright doesn't stop that.
    expect(served.requests.filter((request) => !request.endsWith("service-worker.js"))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("after one visit, has all pages without a connection; and all models, if they were asked for", async () => {
    const other = await browser.newContext();
    const visit = await other.newPage();
    const { complaints: problems } = watchPage(visit);
    await visit.goto(`${served.url}index.html`);
    await visit.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await other.setOffline(true);
    for (const { id, title } of chapters) {
      await visit.goto(`${served.url}${id}.html`);
      expect(await visit.textContent("h1")).toContain(title);
    }
    await visit.getByRole("button", { name: "Take out all men" }).click();
    await visit.getByRole("button", { name: "Draw eight pictures" }).click();
    await visit.getByText("Women in 8 of 8 pictures").waitFor();
    await other.setOffline(false);
    await visit.goto(`${served.url}index.html`);
    await visit.getByRole("button", { name: "Fetch the models now" }).click();
    await visit.getByText("works without a connection").last().waitFor();
    await other.setOffline(true);
    await visit.goto(`${served.url}clip.html`);
    await visit.getByRole("button", { name: "Start CLIP" }).click();
    await visit.getByText("0.55").first().waitFor();
    expect(problems).toEqual([]);
    await other.close();
  });

  it("hands in one file, with all answers and pictures, in which nothing runs", async () => {
    await open("alt-text");
    const hostile = hostileTexts.join("\n");
    await fill(/^Is an alt text/, hostile);
    await page
      .getByLabel("Picture", { exact: true })
      .setInputFiles(fileURLToPath(new URL("../public/pictures/dog.webp", import.meta.url)));
    await page.getByLabel("Alt text", { exact: true }).focus();
    await retype(hostileTexts[0]!);
    await press("Keep it in my notebook");
    await says("#notebook-status", "in your notebook");
    await open("hand-in");
    await fill("Your name", hostileTexts[1]!);
    const downloading = page.waitForEvent("download");
    await press("Save as a file");
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^lesson-[\p{L}\p{N}-]+\.html$/u);

    const folder = await mkdtemp(join(tmpdir(), "lesson-"));
    const file = join(folder, "lesson.html");
    await download.saveAs(file);

    // As a teacher sees it, with and without scripts.
    for (const javaScriptEnabled of [true, false]) {
      const desk = await browser.newContext({ javaScriptEnabled });
      const opened = await desk.newPage();
      const { requests, complaints: problems } = watchPage(opened);
      await opened.goto(pathToFileURL(file).href);
      expect(await opened.locator("h3").count()).toBe(chapters.length);
      const answers = await opened.locator(".answer").allInnerTexts();
      // Whatever HTML can't hold, such as half a character, aside.
      const plain = (text: string): string => text.replace(/[\u0000\uD800-\uDFFF\uFFFD]/g, "");
      expect(answers.map(plain)).toContain(plain(hostile));
      expect(answers.join()).toContain("Women in 1 of 8 pictures");
      expect(
        await opened.getByRole("img").evaluateAll((all) => all.map((each) => (each as HTMLImageElement).alt)),
      ).toContain(hostileTexts[0]);
      if (javaScriptEnabled) {
        const sizes = await opened
          .locator("img")
          .evaluateAll((all) => all.map((each) => (each as HTMLImageElement).naturalWidth));
        expect(sizes.every((width) => width > 0)).toBe(true);
        expect(await opened.evaluate(() => Object.hasOwn(globalThis, "pwned"))).toBe(false);
        const parts = await opened
          .locator("*")
          .evaluateAll((all) =>
            all.flatMap(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name)]),
          );
        expect([...new Set(parts)].sort()).toEqual([
          ...["alt", "b", "body", "charset", "class", "content", "figcaption", "figure", "h1", "h3", "head", "html"],
          ...["http-equiv", "img", "lang", "li", "meta", "name", "p", "section", "src", "style", "title", "ul"],
        ]);
      }
      expect(requests.filter((url) => !/^(?:file|data):/.test(url))).toEqual([]);
      expect(problems).toEqual([]);
      await desk.close();
    }
    await rm(folder, { recursive: true });

    await page.getByLabel("I have saved my file").focus();
    await page.keyboard.press("Space");
    await press("Empty my notebook");
    expect(await page.locator("#preview").textContent()).not.toContain("Women");
    expect(complaints).toEqual([]);
  });

  it("takes whatever another program left for an empty notebook", async () => {
    for (const kept of [
      "{",
      "[]",
      '"x"',
      '{"answers": 5, "pictures": [{"dataUrl": "javascript:pwned=1"}]}',
      '{"pictures": 7}',
      '{"pictures": [null], "answers": {"laion/discuss": null}}',
    ]) {
      await page.evaluate((text) => localStorage.setItem("alt2img-workshop", text), kept);
      await open("hand-in");
      expect(await page.locator("#preview section").count()).toBe(chapters.length);
      expect(await page.locator("#preview img").count()).toBe(0);
    }
    expect(complaints).toEqual([]);
  });

  it("brings nothing back from a notebook that was emptied", async () => {
    await open("laion");
    const field = page.locator("textarea[data-keep]").first();
    await field.fill("only for me");
    await open("hand-in");
    await page.locator("#sure").check();
    await page.locator("#empty").click();
    await page.goBack();
    await expect.poll(() => field.inputValue()).toBe("");
  });

  it("says so if a browser keeps nothing", async () => {
    const context = await browser.newContext();
    try {
      const blocked = await context.newPage();
      const { complaints: complained } = watchPage(blocked);
      await blocked.addInitScript(() => {
        Object.defineProperty(globalThis, "localStorage", {
          get: () => {
            throw new DOMException("Access is denied for this document.", "SecurityError");
          },
        });
      });
      await blocked.goto(`${served.url}alt-text.html`);
      await blocked.locator("#own-file").setInputFiles({
        name: "apple.webp",
        mimeType: "image/webp",
        buffer: await readFile(new URL("../public/pictures/red-apple.webp", import.meta.url)),
      });
      await blocked.locator("#own-alt").fill("A red apple");
      await blocked.locator("#own-keep").click();
      await expect
        .poll(() => blocked.locator("#notebook-status").textContent())
        .toContain("your browser keeps nothing");
      await blocked.goto(`${served.url}hand-in.html`);
      await blocked.locator("#name").fill("Ann");
      await expect.poll(() => blocked.locator("#status").textContent()).toContain("Your name isn’t kept");
      const saved = blocked.waitForEvent("download");
      await blocked.locator("#save").click();
      expect((await saved).suggestedFilename()).toBe("lesson-Ann.html");
      expect(complained).toEqual([]);
    } finally {
      await context.close();
    }
  });

  it("asks only its own server", async () => {
    const { requests } = log;
    expect(requests.length).toBeGreaterThan(100);
    expect(requests.filter((url) => !url.startsWith(served.url) && !/^(?:blob|data):/.test(url))).toEqual([]);
  });
});
