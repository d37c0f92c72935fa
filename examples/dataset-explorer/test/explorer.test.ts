// The built page, in Chromium.
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDataset } from "@alt2img/dataset/store/node";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { axeViolations, watchPage } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe.skipIf(!hasChromium)("the explorer", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  let page: Page;
  let complaints: string[];
  let requests: string[];

  const open = async (query: string): Promise<void> => {
    await page.goto(`${served.url}index.html${query}`);
    await page.waitForSelector(".card");
  };
  const total = (): Promise<string | null> => page.textContent("#total");
  /** Of “395 of 851 pairs”. */
  const kept = async (): Promise<number> => Number.parseInt((await total())!.replaceAll(",", ""), 10);
  const texts = (side: "kept" | "rejected"): Promise<string[]> => page.locator(`#${side} .alt`).allTextContents();
  const shows = (side: "kept" | "rejected", pattern: RegExp): Promise<void> =>
    expect.poll(() => page.textContent(`#${side}-title`)).toMatch(pattern);

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    ({ complaints, requests } = watchPage(page));
    await open("");
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("starts with the tiny crawl: every pair is kept or rejected, with a reason", async () => {
    expect(await total()).toBe("395 of 851 pairs are kept: 46 %");
    await shows("kept", /^Kept: 395$/);
    await shows("rejected", /^Rejected: 456$/);
    expect(await page.locator("#rejected .why").count()).toBe(12);
    expect(await page.locator("#kept .why").count()).toBe(0);
    const leaves = await page.locator(".stages tbody td:last-child").allTextContents();
    expect(leaves).toEqual(["851", "667", "619", "395"]);
    expect(await page.textContent("#truth")).toMatch(/^82 % of the kept texts describe their picture\./);
    expect(requests.filter((url) => /\.(onnx|wasm|safetensors)$/.test(url))).toEqual([]);
  });

  it("moves a threshold by the keyboard, and shows the pairs nearest to it", async () => {
    const slider = page.locator("[data-rule=similarity] .slider");
    await slider.focus();
    const before = await kept();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await expect.poll(kept).toBeLessThan(before);
    await expect.poll(() => page.inputValue("[data-rule=similarity] .exact")).toBe("0.2");
    expect(await slider.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.waitForFunction(
      () => location.search === "?rules=duplicates%2Ctext%3A5%2Csimilarity%3A0.2&order=similarity",
    );
    await page.waitForFunction(() => document.querySelector("#rejected .why")?.textContent?.includes("is below 0.2"));
    expect(await page.inputValue("#order")).toBe("similarity");
    await page.fill("[data-rule=similarity] .exact", "0.15");
    await page.keyboard.press("Enter");
    await expect.poll(kept).toBe(before);
  });

  it("switches rules off and on, and takes those of LAION", async () => {
    await page.locator("[data-rule=similarity] input[type=checkbox]").uncheck();
    await expect.poll(kept).toBe(619);
    expect(await page.locator("[data-rule=similarity] .slider").isDisabled()).toBe(true);
    await page.selectOption("#preset", "laion5b-multi");
    await expect.poll(total).toMatch(/^0 of 851/);
    expect(await page.inputValue("#rule-language")).toBe("other");
    expect(await page.textContent("#preset-note")).toContain("another CLIP");
    await page.selectOption("#preset", "");
    await expect.poll(kept).toBe(395);
  });

  it("searches words, groups, and by the keyboard alone", async () => {
    await page.focus("#words");
    await page.keyboard.type("flag");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#search-status")?.textContent?.includes("with “flag”"));
    await expect.poll(async () => (await texts("kept")).every((text) => /flag/i.test(text))).toBe(true);
    await page.selectOption("[data-facet=language]", {
      label: (await page.textContent("[data-facet=language] option:nth-child(2)"))!,
    });
    await page.waitForFunction(() => location.search.includes("only.language"));
    const [inKept, inRejected] = await Promise.all(
      ["#kept-title", "#rejected-title"].map(async (title) => Number(/\d+/.exec((await page.textContent(title))!)![0])),
    );
    const option = await page.textContent("[data-facet=language] option:checked");
    await expect.poll(() => option).toContain(`(${inKept! + inRejected!})`);
    await page.getByRole("button", { name: "Show all pairs" }).press("Enter");
    await shows("kept", /^Kept: 395$/);
  });

  it("says who disappears, with intervals, and leads to the pairs", async () => {
    await page.selectOption("#group", "what is true");
    await page.waitForFunction(
      () => document.querySelector("#losses caption")?.textContent === "Losses by what is true",
    );
    const wrong = page.locator(".losses tr", { hasText: "emoji’s code" });
    expect(await wrong.textContent()).toMatch(/\d+ % \(\d+ % to \d+ %\)▲ more are lost/);
    await wrong.getByRole("button").press("Enter");
    await shows("rejected", /^Rejected: \d\d$/);
    await expect
      .poll(async () =>
        (await page.locator("#rejected .wrong").allTextContents()).every((truth) => truth.includes("emoji’s code")),
      )
      .toBe(true);
    await page.selectOption("#group", "identity term");
    await page.click("#terms-details summary");
    await page.fill("#terms", "lemon");
    await page.locator("#terms").blur();
    await page.waitForFunction(() => document.querySelector(".losses tbody")?.textContent?.startsWith("(no term)"));
    await expect.poll(() => page.locator(".losses tbody tr").count()).toBe(2);
    await page.getByRole("button", { name: "Show all pairs" }).click();
    await page.waitForFunction(() => location.search.includes("terms=lemon"));
  });

  it("keeps the order, the terms, the map's part and the question in the address", async () => {
    await open("");
    await page.selectOption("#order", "text");
    await page.waitForFunction(() => location.search === "?order=text");
    const nearest = await texts("rejected");
    await open("?order=text&group=identity+term&terms=lemon&map=0.4,0.6,3&ask=stock-people.example");
    expect(await page.inputValue("#order")).toBe("text");
    await expect.poll(() => texts("rejected")).toEqual(nearest);
    expect(await page.inputValue("#terms")).toBe("lemon");
    await page.waitForFunction(() => document.querySelectorAll(".losses tbody tr").length === 2);
    await page.waitForFunction(() =>
      document.querySelector("#ask-status")?.textContent?.startsWith("Yes: 104 pairs with the same domain"),
    );
    await page.waitForSelector(".map canvas");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
    await page.focus(".map canvas");
    await page.keyboard.press("-");
    await page.waitForFunction(() => location.search.endsWith("map=0.4%2C0.6%2C2"));
    expect(await page.evaluate(() => location.search)).toContain("ask=stock-people.example");
    // Other data have another map, and the question was about the first ones.
    await page.click("#open-made-up");
    await page.waitForFunction(() => location.search === "?data=made-up&group=identity+term&order=text&terms=lemon");
  });

  it("finds pictures like one, by a text, and by a picture", async () => {
    await open("?words=crab");
    await page.waitForFunction(() => document.querySelector("#search-status")?.textContent?.includes("crab"));
    const like = page
      .locator(".card", { hasText: /“?crab/i })
      .locator("button")
      .first();
    await like.press("Enter");
    await page.waitForFunction(() => location.search.includes("like="));
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("pairs-title");
    await expect
      .poll(
        async () =>
          [...(await texts("kept")), ...(await texts("rejected"))].filter((text) =>
            /crab|lobster|cangrejo|shrimp|scorpion/i.test(text),
          ).length,
      )
      .toBeGreaterThan(2);
    expect(requests.filter((url) => url.endsWith(".onnx"))).toEqual([]);
    await page.selectOption("#by", "meaning");
    await page.fill("#words", "a red apple");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document.querySelector("#search-status")?.textContent?.startsWith("Pictures of “a red apple”"),
    );
    await expect.poll(async () => (await texts("kept")).slice(0, 5).join()).toMatch(/apple|tomato|tangerine/i);
    const file = readFileSync(new URL("../../clip-playground/samples/pictures/teapot.webp", import.meta.url));
    await page.setInputFiles("#picture", { name: "a.webp", mimeType: "image/webp", buffer: file });
    await page.waitForFunction(() =>
      document.querySelector("#search-status")?.textContent?.startsWith("Pictures like yours"),
    );
    await expect
      .poll(async () => [...(await texts("kept")), ...(await texts("rejected"))].join(" "))
      .toMatch(/teapot|tea/i);
  });

  it("opens a file, whose strings are only ever text, and says what is wrong with it", async () => {
    const line = (text: string, more: object = {}): string =>
      JSON.stringify({
        imageUrl: "https://x.example/<b>.jpg",
        text,
        source: "alt",
        pageUrl: "https://x.example/",
        ...more,
      });
    const jsonl = [
      line("<img src=x onerror=alert(1)>", { similarity: 0.4, LANGUAGE: "<script>" }),
      line("javascript:alert(1)", { similarity: 0.1, picture: "https://tracker.example/a.png", quality: "__proto__" }),
      "{broken",
    ].join("\n");
    await page.setInputFiles("#files", { name: "<i>a.jsonl", mimeType: "", buffer: Buffer.from(jsonl) });
    await page.waitForFunction(() =>
      document.querySelector("#data-status")?.textContent?.startsWith("2 pairs of <i>a.jsonl"),
    );
    expect(await page.textContent("#data-status")).toContain("line 3");
    await expect.poll(() => texts("kept")).toEqual(["<img src=x onerror=alert(1)>"]);
    await page.setInputFiles("#files", {
      name: "b.parquet",
      mimeType: "",
      buffer: Buffer.from("PAR1 but nothing else"),
    });
    await page.waitForFunction(() =>
      document.querySelector("#data-status")?.textContent?.includes("can't be read as Parquet"),
    );
    await page.setInputFiles("#files", { name: "empty.jsonl", mimeType: "", buffer: Buffer.from("") });
    await page.waitForFunction(() => document.querySelector("#data-status")?.textContent?.includes("it is empty"));
  });

  it("opens the folder of a dataset with its pictures, and LAION's metadata", async () => {
    const folder = await mkdtemp(join(tmpdir(), "explorer-"));
    try {
      const image = new Uint8Array(
        readFileSync(new URL("../../clip-playground/samples/pictures/dog.webp", import.meta.url)),
      );
      const row = { URL: "https://a.example/dog.webp", TEXT: "A dog", similarity: 0.3, LANGUAGE: "en", image };
      await using writer = await createDataset(folder);
      await writer.append([row, { ...row, TEXT: "Not a picture", image: new TextEncoder().encode("<svg>") }]);
      await page.setInputFiles(
        "#files",
        readdirSync(folder).map((name) => join(folder, name)),
      );
      await page.waitForFunction(() => document.querySelector("#data-status")?.textContent?.startsWith("2 pairs of"));
      await expect.poll(async () => (await texts("kept")).toSorted()).toEqual(["A dog", "Not a picture"]);
      expect(await page.locator("#kept img").count()).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
    const laion = "URL,TEXT,WIDTH,HEIGHT,LICENSE,similarity\nhttps://a.example/1.jpg,A red fox,640,480,?,0.34\n";
    await page.setInputFiles("#files", { name: "laion.csv", mimeType: "", buffer: Buffer.from(laion) });
    await expect.poll(() => texts("kept")).toEqual(["A red fox"]);
    expect(await page.locator("[data-rule=side]").count()).toBe(1);
    expect(await page.locator("[data-facet=licence]").count()).toBe(0);
    const free = `${laion}https://a.example/2.jpg,A free fox,640,480,creativecommons.org/licenses/by/4.0/,0.34\n`;
    await page.setInputFiles("#files", { name: "free.csv", mimeType: "", buffer: Buffer.from(free) });
    await page.waitForSelector("[data-facet=licence]");
    await page.selectOption("[data-facet=licence]", { label: "creativecommons.org/licenses/by/4.0/ (1)" });
    await expect.poll(() => texts("kept")).toEqual(["A free fox"]);
  });

  it("opens a URL", async () => {
    const sample = requests.find((url) => url.endsWith(".parquet"))!;
    await page.fill("#url", sample);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() =>
      document.querySelector("#data-status")?.textContent?.startsWith("851 pairs of http"),
    );
  });

  it("opens with odd things in the address", async () => {
    const odd =
      "rules=similarity:99,text:-5,bytes:x&only.language=%3Cb%3E&only.__proto__=x&group=nonsense&words=%22&seed=1e99";
    await page.goto(`${served.url}index.html?${odd}&like=99999999`);
    await page.waitForFunction(() => document.querySelector("#search-status")?.textContent?.includes("no embedding"));
    await shows("rejected", /^Rejected: 0$/);
    expect(await total()).toMatch(/^0 of 851/);
  });

  it("says why pairs are lost when a threshold in the address is out of range", async () => {
    await open("?rules=similarity:99");
    await shows("rejected", /^Rejected: 851$/);
    const reasons = await page.locator("#rejected .why").allTextContents();
    expect(reasons.some((reason) => reason.includes("is below 1"))).toBe(true);
    expect(await page.textContent("#search-status")).toBe("");
  });

  it("fits on a phone, and passes axe in light and dark", async () => {
    await open("?rules=duplicates,text:5,similarity:0.15,side:32&group=domain");
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page), colorScheme).toEqual([]);
    }
  });

  it("asks only its own server, and nothing is wrong in the console", () => {
    expect(requests.filter((url) => !url.startsWith(served.url) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
