// The element in Chromium, from a CDN on another origin.
import { readFileSync } from "node:fs";
import { readWarc, writeWarc } from "@alt2img/crawl";
import { collect } from "@alt2img/testing";
import { focusOrder, hostileTexts } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const TAG = "alt2img-warc";
const sample = new Uint8Array(
  readFileSync(new URL("../../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url)),
);
const files = { "sample.warc.gz": sample };
const BODY = `<${TAG} open src="sample.warc.gz"></${TAG}>`;

const status = async (page: Page): Promise<string> =>
  ((await page.locator(`${TAG} .status`).textContent()) ?? "").replace(/\s+/g, " ").trim();
const urls = (page: Page): Promise<string[]> => page.locator(`${TAG} .url button`).allTextContents();

async function warcOf(texts: readonly string[]): Promise<Uint8Array> {
  const chunks = await collect(
    writeWarc(
      texts.map((text) => ({
        type: "response",
        targetUri: `https://evil.example/?${encodeURI(text.replaceAll(/\p{Surrogate}/gu, "\uFFFD"))}`,
        contentType: "application/http; msgtype=response",
        block: `HTTP/1.1 200 ${text.replaceAll(/[\r\n\0]/g, "")}\r\nContent-Type: text/html\r\nX-Text: ${text.replaceAll(/[\r\n\0]/g, "")}\r\n\r\n${text}`,
      })),
    ),
  );
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

describe.skipIf(!hasChromium)(TAG, () => {
  let site: ElementsSite;
  let count = 0;
  beforeAll(async () => {
    site = await openElements();
    for await (const _ of readWarc(sample)) count++;
  });
  afterAll(() => site?.close());

  it("lists the records of a file, and shows one with its headers and beginning", async () => {
    const { page, complaints } = await site.open(BODY, { files });
    await expect.poll(() => status(page)).toBe(`${count} records.`);
    expect((await urls(page)).length).toBe(Math.min(50, count));
    await page.locator(`${TAG} input[type=search]`).fill("TEXT/HTML");
    await expect.poll(() => status(page)).toMatch(/records, \d+ match\.$/);
    const told = page.evaluate(
      () =>
        new Promise<string | undefined>((resolve) =>
          document.addEventListener("alt2img-warc-record", ({ detail }) => resolve(detail.row.targetUri), {
            once: true,
          }),
        ),
    );
    const first = page.locator(`${TAG} .url button`).first();
    await first.click();
    await page.locator(`${TAG} .record pre`).first().waitFor();
    expect(await told).toBe(await first.textContent());
    const blocks = await page.locator(`${TAG} .record pre`).allTextContents();
    expect(blocks[0]).toContain("WARC-Type: response");
    expect(blocks[1]).toMatch(/^HTTP\/1\.1 200/);
    expect(blocks[2]).toMatch(/<html/i);
    await first.click();
    await expect.poll(() => page.locator(`${TAG} .record`).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("reads a file that is chosen, says what is broken in it, and tells the page", async () => {
    const { page } = await site.open(`<${TAG}></${TAG}>`);
    const told = page.evaluate(
      () =>
        new Promise((resolve) =>
          document.addEventListener("alt2img-warc", ({ detail }) => resolve(detail), { once: true }),
        ),
    );
    await page.locator(`${TAG} input[type=file]`).setInputFiles({
      name: "cut.warc.gz",
      mimeType: "application/gzip",
      buffer: Buffer.from(sample.subarray(0, 90_000)),
    });
    expect(await told).toMatchObject({ problems: [{ code: expect.stringMatching(/^crawl\//), count: 1 }] });
    await page.locator(`${TAG} summary`, { hasText: "1 problem" }).click();
    expect(await page.locator(`${TAG} [part=problems]`).textContent()).toMatch(/1 × crawl\//);
    expect(await page.locator(`${TAG} [aria-live]`).textContent()).toMatch(/^\d+ records\. 1 problem\.$/);
    await page.close();
  });

  it("fetches nothing before it is asked, and then the sample crawl", async () => {
    const { page, requests, complaints } = await site.open(`<${TAG} no-input></${TAG}>`);
    const button = page.locator(TAG).getByRole("button", { name: "Read the sample crawl (1.9 MB)" });
    await button.waitFor();
    expect(requests.filter((url) => url.includes("tiny-crawl"))).toEqual([]);
    await button.click();
    await expect.poll(() => status(page)).toMatch(/^[\d,]+ records\.$/);
    expect(await page.locator(`${TAG} [part=problems]`).count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("stops on request, and keeps what is there", async () => {
    const { page, server } = await site.open("", { files });
    server.fault = (path) => (path === "sample.warc.gz" ? { hang: true } : undefined);
    await page.locator("main").evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), BODY);
    await page.locator(TAG).getByRole("button", { name: "Stop" }).click();
    await expect.poll(() => status(page)).toContain("Stopped before the end.");
    expect((await urls(page)).length).toBeGreaterThan(0);
    await page.close();
  });

  it("keeps the list when another file can't be read", async () => {
    const { page } = await site.open(BODY, { files });
    await expect.poll(() => status(page)).toBe(`${count} records.`);
    await page.locator(TAG).evaluate((element) => element.setAttribute("src", "nothing.warc.gz"));
    await page.locator(`${TAG} [role=alert]`).waitFor();
    expect(await page.locator(`${TAG} [role=alert]`).textContent()).toContain("elements/unreachable");
    expect(await status(page)).toBe(`${count} records.`);
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${TAG} open src="sample.warc.gz" filter="robots.txt"></${TAG}>`, { files });
    await expect.poll(() => status(page)).toMatch(/match\.$/);
    const order = await focusOrder(page);
    expect(order.slice(0, 3)).toEqual([
      "input: Open a WARC or WAT file",
      "input: Filter by type, address or content type",
      "div: Records",
    ]);
    expect(order[3]).toMatch(/^button: https?:.*robots\.txt/);
    await page.locator(`${TAG} .url button`).first().focus();
    await page.keyboard.press("Enter");
    await page.locator(`${TAG} .record pre`).first().waitFor();
    await page.keyboard.press("Tab");
    expect(
      await page
        .locator(`${TAG} .record pre`)
        .first()
        .evaluate((pre) => (pre.getRootNode() as ShadowRoot).activeElement === pre),
    ).toBe(true);
    await page.close();
  });

  it("shows hostile headers and pages as text", async () => {
    const { page, requests, complaints } = await site.open(`<${TAG} open src="hostile.warc.gz"></${TAG}>`, {
      files: { "hostile.warc.gz": await warcOf(hostileTexts) },
    });
    await expect.poll(() => status(page)).toBe(`${hostileTexts.length} records.`);
    for (const [i, text] of hostileTexts.entries()) {
      await page.locator(`${TAG} .url button`).nth(i).click();
      await page.locator(`${TAG} .record pre`).nth(2).waitFor();
      if (!/[\r\n\0\uD83D]/.test(text)) {
        expect(await page.locator(`${TAG} .record pre`).nth(2).textContent()).toBe(text);
      }
    }
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(requests.filter((url) => url.startsWith("https://evil.example"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag: TAG,
    body: BODY,
    files: { ...files, "page.html": "<!doctype html>" },
    ready: ".url button",
    unfold: async (page) => {
      const shown = page.locator(`${TAG} .record pre`).first();
      if (!(await shown.isVisible())) await page.locator(`${TAG} .url button`).first().click();
      await shown.waitFor();
    },
    german: /Einträge.*Adresse/s,
    wrong: { body: `<${TAG} open src="page.html"></${TAG}>`, code: "crawl/not-a-warc" },
    hostile: (text, index) => ({
      body: `<${TAG} open src="hostile-${index}.warc"></${TAG}>`,
      files: {
        [`hostile-${index}.warc`]: `WARC/1.1\r\nWARC-Type: ${oneLine(text)}\r\nWARC-Target-URI: javascript:${oneLine(text)}\r\nWARC-Date: ${oneLine(text)}\r\nContent-Type: ${oneLine(text)}\r\nContent-Length: 4\r\n\r\nText\r\n\r\n`,
      },
    }),
  });
});

const oneLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, " ");
