// The element in Chromium, from a CDN on another origin.
import { openDataset } from "@alt2img/dataset/store";
import { focusOrder, hostileTexts, hostileUrls } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";
import { datasetFiles } from "./dataset-files.js";

const tag = "alt2img-dataset";
const status = async (page: Page): Promise<string> =>
  ((await page.locator(`${tag} [aria-live]`).textContent()) ?? "").trim();
const texts = (page: Page): Promise<string[]> => page.locator(`${tag} .pair p:first-child bdi`).allTextContents();
const rows = Array.from({ length: 100 }, (_, i) => ({
  URL: `https://${i % 4 === 0 ? "a" : "b"}.example/${i}.jpg`,
  TEXT: `${i % 2 === 0 ? "red" : "green"} apple ${i}`,
  page: `https://pages.example/${i}`,
  LANGUAGE: i % 5 === 0 ? "de" : "en",
  similarity: i / 100,
  WIDTH: 640,
  HEIGHT: 480,
}));

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  let files: Record<string, Uint8Array>;
  beforeAll(async () => {
    [site, files] = await Promise.all([openElements(), datasetFiles("set", rows)]);
  });
  afterAll(() => site?.close());

  it("shows the same pairs by chance as the package, with picture, source and scores, and others on request", async () => {
    const dataset = await openDataset(new URL("../../src/sample/tiny-crawl.parquet", import.meta.url));
    const sample = async (seed: number): Promise<unknown[]> =>
      (await dataset.sample({ seed, count: 12 })).map(({ row }) => row["TEXT"]);
    const { page, requests, complaints } = await site.open(`<${tag} url-state="set"></${tag}>`);
    await expect.poll(() => status(page), { timeout: 60_000 }).toBe("12 of 851 pairs, picked at random.");
    expect(await texts(page)).toEqual(await sample(1));
    const card = page.locator(`${tag} .pair`, { has: page.locator("img") }).first();
    expect(await card.textContent()).toMatch(/no\. \d+ · .*similarity -?0\.\d/);
    expect(await card.locator("a").first().getAttribute("href")).toMatch(/^https:\/\/.*\.example\//);
    await page.locator(tag).getByRole("button", { name: "Show others" }).click();
    const others = await sample(2);
    await expect.poll(() => texts(page)).toEqual(others);
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("set.seed=2");
    expect(requests.filter((url) => new URL(url).hostname.endsWith(".example"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("searches the drawings that the tiny models learned from, and says who made them", async () => {
    const { page, complaints } = await site.open(`<${tag} src="tiny-training-set" words="rocket"></${tag}>`);
    await expect.poll(() => status(page), { timeout: 60_000 }).toMatch(/pairs with “rocket”\.$/);
    const found = await texts(page);
    expect(found.length).toBeGreaterThan(4);
    for (const text of found) expect(text).toMatch(/rocket/i);
    const card = page.locator(`${tag} .pair`).first();
    await card.locator("img").waitFor();
    expect(await card.textContent()).toMatch(/64 × 64 · .+ · (?:MIT|Apache-2\.0|CC-BY-4\.0|CC0-1\.0)/);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says in the page’s language that a search needs a word", async () => {
    const { page } = await site.open(`<${tag} words="!?"></${tag}>`, { lang: "de" });
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toMatch(/Zum Suchen braucht es mindestens ein Wort\..*dataset\/query/s);
    await page.close();
  });

  it("searches words in a dataset’s folder by range requests, and shows more on request", async () => {
    const { page, server, complaints } = await site.open(`<${tag} src="set/"></${tag}>`, { files });
    await expect.poll(() => status(page), { timeout: 60_000 }).toBe("12 of 100 pairs, picked at random.");
    expect(await page.locator(tag).locator("p", { hasText: "has no pictures" }).count()).toBe(1);
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener("alt2img-dataset", ({ detail }) => resolve([detail.rows, detail.pairs.length]), {
            once: true,
          }),
        ),
    );
    await page.locator(`${tag} #words`).fill("apple RED");
    await page.keyboard.press("Enter");
    expect(await told).toEqual([100, 12]);
    await expect.poll(() => status(page)).toBe("The first 12 pairs with “apple RED”.");
    await page.locator(`${tag} .more`).click();
    await expect
      .poll(() => texts(page))
      .toEqual(
        rows
          .filter((_, i) => i % 2 === 0)
          .slice(0, 24)
          .map(({ TEXT }) => TEXT),
      );
    expect(server.requests.filter((request) => /parquet.*bytes=/.test(request)).length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("chooses by domain and language, with their counts", async () => {
    const { page } = await site.open(`<${tag} src="set/" url-state="x"></${tag}>`, { files });
    await page.locator(`${tag} [data-facet=domain]`).waitFor({ timeout: 60_000 });
    expect(await page.locator(`${tag} [data-facet=domain] option`).allTextContents()).toEqual([
      "all",
      "b.example (75)",
      "a.example (25)",
    ]);
    expect(await page.locator(`${tag} [data-facet=LANGUAGE] option`).allTextContents()).toEqual([
      "all",
      "English (80)",
      "German (20)",
    ]);
    await page.locator(`${tag} [data-facet=domain]`).selectOption("a.example");
    await page.locator(`${tag} [data-facet=LANGUAGE]`).selectOption("de");
    const wanted = rows.filter((_, i) => i % 20 === 0).map(({ TEXT }) => TEXT);
    await expect.poll(() => texts(page)).toEqual(wanted);
    expect(await status(page)).toBe("5 of 100 pairs, picked at random, only with the chosen domain or language.");
    await expect.poll(() => page.evaluate(() => location.hash)).toContain("x.domain=a.example&x.written=de");
    await page.reload();
    await expect.poll(() => texts(page), { timeout: 60_000 }).toEqual(wanted);
    await page.close();
  });

  it("fetches pictures from the web only where the page’s author wants it", async () => {
    const { page } = await site.open(`<${tag} src="set/" remote-pictures no-input></${tag}>`, { files });
    await page.locator(`${tag} .pair img`).first().waitFor({ timeout: 60_000, state: "attached" });
    expect(await page.locator(`${tag} .pair img`).first().getAttribute("src")).toMatch(
      /^https:\/\/[ab]\.example\/\d+\.jpg$/,
    );
    expect(await page.locator(`${tag} form`).count()).toBe(0);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${tag} src="set/"></${tag}>`, { files });
    await page.locator(`${tag} [data-facet=LANGUAGE]`).waitFor({ timeout: 60_000 });
    const order = await focusOrder(page);
    expect(order.slice(0, 5)).toEqual([
      "input: Words in the text",
      "button: Search",
      expect.stringMatching(/^select: Domain/),
      expect.stringMatching(/^select: Language/),
      "button: Show others",
    ]);
    expect(order[5]).toMatch(/^a: Page: https:\/\/pages\.example/);
    await page.close();
  });

  it("keeps its pairs when a search has no word, or another dataset can’t be read", async () => {
    const { page } = await site.open(`<${tag} src="set/"></${tag}>`, { files });
    await expect.poll(() => status(page), { timeout: 60_000 }).toMatch(/^12 of 100/);
    await page.locator(`${tag} #words`).fill("!?");
    await page.keyboard.press("Enter");
    await page.locator(`${tag} [role=alert]`, { hasText: "dataset/query" }).waitFor();
    await page.locator(tag).evaluate((element) => element.setAttribute("words", ""));
    await expect.poll(() => page.locator(`${tag} [role=alert]`).count()).toBe(0);
    await page.locator(tag).evaluate((element) => element.setAttribute("src", "nothing.parquet"));
    await page.locator(`${tag} [role=alert]`, { hasText: "core/unreachable" }).waitFor();
    expect((await texts(page)).length).toBe(12);
    await page.close();
  });

  it("shows hostile texts and addresses of a dataset as texts", async () => {
    const hostile = hostileTexts.map((text, i) => ({
      URL: hostileUrls[i % hostileUrls.length]!,
      TEXT: `x${text}`,
      page: hostileUrls[(i + 3) % hostileUrls.length]!,
      LANGUAGE: text.replaceAll(/\p{Surrogate}/gu, ""),
      domain: text.replaceAll(/\p{Surrogate}/gu, ""),
      picture: `data:image/svg+xml,${text.replaceAll(/\p{Surrogate}/gu, "")}`,
    }));
    const more = await datasetFiles("hostile", hostile);
    const { page, requests, complaints } = await site.open(`<${tag} src="hostile/" remote-pictures></${tag}>`, {
      files: more,
    });
    await page.locator(`${tag} [data-facet=LANGUAGE]`).waitFor({ timeout: 60_000 });
    expect((await texts(page)).length).toBe(hostile.length);
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(await page.locator(`${tag} :is(script, iframe, template, object, embed, svg)`).count()).toBe(0);
    const links = await page
      .locator(`${tag} :is(a, img)`)
      .evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? each.getAttribute("src") ?? ""));
    for (const link of links) expect(link).toMatch(/^https:\/\/evil\.example\/%22onerror=%22pwned=25$/);
    // Where the author of the page wants remote pictures, they are fetched as pictures.
    expect(requests.filter((url) => url.includes("evil.example") && !url.includes("onerror"))).toEqual([]);
    expect(complaints.filter((line) => !line.includes("ERR_"))).toEqual([]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag}></${tag}>`,
    ready: ":is([data-facet=LANGUAGE], [role=alert])",
    german: /Wörter im Text.*Paaren, zufällig gewählt/s,
    wrong: { body: `<${tag} seed="-1"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({
      body: `<${tag} words=${attributeOf(`apple ${text}`)} domain=${attributeOf(text)} written=${attributeOf(text)}></${tag}>`,
    }),
  });
});
