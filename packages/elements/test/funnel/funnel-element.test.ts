// The element in Chromium, from a CDN on another origin.
import { readFileSync } from "node:fs";
import { longestTask, taskCategories } from "@alt2img/testing/bundlers";
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type HeldPairs, openPairs } from "../../src/funnel/open-pairs.js";
import { madeUpPairs, measureByRules, type RuleSettings, setFunnel } from "../../src/funnel/pairs-funnel.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-funnel";
const sample = readFileSync(new URL("../../src/sample/tiny-crawl.parquet", import.meta.url));
const total = (page: Page): Promise<string | null> => page.locator(`${tag} .total`).textContent();
const jsonl = (pairs: Iterable<object>): string => [...pairs].map((pair) => JSON.stringify(pair)).join("\n");

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  let held: HeldPairs;
  beforeAll(async () => {
    site = await openElements();
    const options = { signal: new AbortController().signal, onProgress: () => {} };
    ({ held } = await openPairs({ file: new Blob([new Uint8Array(sample)]) }, options));
  });
  afterAll(() => site?.close());

  const kept = (rules: RuleSettings): string => {
    const { counts } = setFunnel(held.table, rules);
    return `${counts.kept} of ${counts.read} pairs are kept`;
  };

  it("filters the tiny crawl’s pairs as the package does, shows which and why, and fetches no picture", async () => {
    const { page, complaints, requests } = await site.open(`<${tag}></${tag}>`);
    await expect
      .poll(() => total(page), { timeout: 60_000 })
      .toContain(kept({ duplicates: true, text: 5, similarity: 0.15 }));
    const stages = await page.locator(`${tag} [part=table]`).first().locator("tbody tr").allTextContents();
    expect(stages.map((row) => row.trim().split(/\s{2,}/)[0])).toEqual([
      "All pairs",
      "Duplicates",
      "Text length",
      "CLIP similarity",
    ]);
    expect(await page.locator(`${tag} [part=pair]`).count()).toBe(12);
    const reasons = await page.locator(`${tag} .why`).allTextContents();
    expect(reasons).toHaveLength(6);
    for (const reason of reasons) {
      expect(reason).toMatch(
        /earlier pair|Text length: \d+ is below 5|CLIP similarity: (-?0\.\d+ is below 0\.15|there is no value)/,
      );
    }
    expect(await page.locator(`${tag} [aria-live]`).textContent()).toBe(await total(page));
    expect(requests.filter((url) => /\.example\//.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("follows a slider, tells the page, and keeps the rules in the address", async () => {
    const { page } = await site.open(`<${tag} url-state="funnel"></${tag}>`);
    await page.locator(`${tag} .total`).waitFor();
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener("alt2img-funnel", ({ detail }) => resolve(detail), { once: true }),
        ),
    );
    await page.locator(`${tag} [data-rule=similarity] input[type=range]`).fill("0.3");
    const rules = { duplicates: true, text: 5, similarity: 0.3 } as const;
    const { counts } = setFunnel(held.table, rules);
    expect(await told).toMatchObject({ rules, read: 851, kept: counts.kept });
    await expect.poll(() => total(page)).toContain(kept(rules));
    expect(await page.locator(tag).textContent()).toBe("");
    await page.locator(tag).locator("p", { hasText: "nearest to this threshold: CLIP similarity" }).waitFor();
    await expect.poll(() => page.evaluate(() => decodeURIComponent(location.hash))).toContain("similarity:0.3");
    await page.reload();
    await expect.poll(() => total(page), { timeout: 60_000 }).toContain(kept(rules));
    await page.close();
  });

  it("takes only bounds that a rule can have, also from an address", async () => {
    const { page } = await site.open(`<${tag} rules="similarity:1e9"></${tag}>`);
    await expect.poll(() => total(page), { timeout: 60_000 }).toContain(kept({ similarity: 1 }));
    const rule = page.locator(`${tag} [data-rule=similarity]`);
    const field = rule.locator("input[type=number]");
    expect(await rule.textContent()).toContain("from -1 to 1");
    expect(await field.inputValue()).toBe("1");
    for (const [entered, bound] of [
      ["-3", "-1"],
      ["0.2", "0.2"],
      ["1e9", "1"],
    ] as const) {
      await field.fill(entered);
      await field.press("Enter");
      await expect.poll(() => field.inputValue()).toBe(bound);
      expect(await page.locator(tag).getAttribute("rules")).toBe(`similarity:${bound}`);
    }
    await field.fill("");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("1");
    expect(await page.locator(tag).getAttribute("rules")).toBe("similarity:1");
    await page.close();
  });

  it.each(["", "http://"])("says in a card that %j isn’t an address", async (src) => {
    const { page } = await site.open(`<${tag} src="${src}"></${tag}>`);
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toMatch(/The attribute src .*elements\/attribute/s);
    await page.close();
  });

  it("takes the rules of a published dataset, and says what these pairs have no values for", async () => {
    const { page } = await site.open(`<${tag}></${tag}>`);
    await page.locator(`${tag} .total`).waitFor();
    await page.locator(`${tag} #preset`).selectOption({ label: "Stable Diffusion 1.2 to 1.5" });
    expect(await page.locator(tag).getAttribute("rules")).toBe("side:512,aesthetic:5,watermark:0.5");
    await page.locator(tag).locator("p", { hasText: "no values for: Aesthetic score, Watermark." }).waitFor();
    await expect.poll(() => total(page)).toContain("0 of 851");
    expect(
      await page
        .locator(tag)
        .locator("p", { hasText: /^\s*Nothing is kept\.\s*$/ })
        .count(),
    ).toBe(1);
    await page.close();
  });

  it("says who disappears, by any of four ways to group", async () => {
    const { page } = await site.open(`<${tag} no-input></${tag}>`);
    await page.locator(`${tag} .total`).waitFor();
    expect(await page.locator(`${tag} [part=rules]`).count()).toBe(0);
    const first = page.locator(`${tag} [part=table]`).last().locator("tbody tr").first();
    await expect
      .poll(() => first.textContent())
      .toMatch(/English\s+\d+\s+\d+\s+\d+% \(\d+% to \d+%\)\s+(▲|▼|no clear)/);
    await page.locator(`${tag} #group`).selectOption({ label: "what is true" });
    await expect.poll(() => first.textContent()).toContain("describes the picture");
    expect(await page.locator(tag).getAttribute("group")).toBe("truth");
    await page.close();
  });

  it("keeps a slider moving at 100,000 pairs: no task of the page takes 50 ms", async () => {
    const files = { "many.jsonl": jsonl(madeUpPairs(100_000, 13)) };
    const { page, complaints } = await site.open(`<${tag} src="many.jsonl"></${tag}>`, { files });
    await page.locator(`${tag} .total`).waitFor({ timeout: 100_000 });
    expect(await total(page)).toContain("of 100,000 pairs");
    const slider = page.locator(`${tag} [data-rule=similarity] input[type=range]`);
    await slider.focus();
    await site.browser.startTracing(page, { categories: taskCategories });
    await page.evaluate(() => void performance.mark("moving"));
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    const { table } = await measureByRules([...madeUpPairs(100_000, 13)]);
    const { counts } = setFunnel(table, { duplicates: true, text: 5, similarity: Number(await slider.inputValue()) });
    await expect.poll(() => total(page)).toContain(`${counts.kept.toLocaleString("en")} of 100,000 pairs`);
    await page.evaluate(() => void performance.mark("moved"));
    const { count, longest } = longestTask(await site.browser.stopTracing(), ["moving", "moved"]);
    expect(count).toBeGreaterThan(20);
    expect(longest).toBeLessThan(50);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${tag}></${tag}>`);
    await page.locator(`${tag} .total`).waitFor();
    const order = await focusOrder(page);
    expect(order.slice(0, 5)).toEqual([
      "select: Start from the rules of",
      "input: Duplicates",
      "input: Text length",
      "input: Text length: at least",
      "input: Text length: at least, as a number",
    ]);
    expect(order.slice(-2)).toEqual(["select: By", "div: Who disappears?"]);
    await page.close();
  });

  it("keeps what it shows when other pairs can’t be read, and says which rows couldn’t", async () => {
    const files = { "few.jsonl": `${jsonl(madeUpPairs(50, 1))}\nno JSON`, "none.jsonl": `{"a": 1}` };
    const { page } = await site.open(`<${tag} src="few.jsonl"></${tag}>`, { files });
    await expect.poll(() => total(page), { timeout: 60_000 }).toContain("of 50 pairs");
    await page.locator(tag).locator("p", { hasText: "1 row couldn’t be read" }).waitFor();
    await page.locator(tag).evaluate((element) => element.setAttribute("src", "none.jsonl"));
    await page.locator(`${tag} [role=alert]`).waitFor();
    expect(await page.locator(`${tag} [role=alert]`).textContent()).toContain("elements/no-pairs");
    expect(await total(page)).toContain("of 50 pairs");
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag}></${tag}>`,
    ready: ":is(.total, [role=alert])",
    german: /Mit den Regeln von.*Wer verschwindet\?/s,
    wrong: { body: `<${tag} group="colour"></${tag}>`, code: "elements/attribute" },
    hostile: (text, index) => ({
      body: `<${tag} src="pairs-${index}.jsonl" rules=${attributeOf(text)} group="truth"></${tag}>`,
      files: {
        [`pairs-${index}.jsonl`]: jsonl(
          [0, 1].map((i) => ({
            imageUrl: `https://evil.example/?${encodeURI(text.replaceAll(/\p{Surrogate}/gu, ""))}`,
            pageUrl: "https://evil.example/",
            source: "alt",
            text: `x${text}${i}`,
            LANGUAGE: text,
            quality: text,
            shows: text,
            picture: `data:image/svg+xml,${text}`,
          })),
        ),
      },
    }),
  });
});
