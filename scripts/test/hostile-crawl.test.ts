// A crawl that attacks whoever looks at it, through the whole chain: the command line, its reports, and every element that shows what
// crawls say. Nothing of it may run, nothing of it may be fetched, and all of it must be there as text.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf } from "../../packages/elements/test/element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../../packages/elements/test/open-elements.js";
import { root } from "../workspace.js";
import { crawlTexts, hostileCrawl, hostilePage } from "./hostile-crawl.js";

const FILE = "<img src=x onerror=pwned=60>.warc";
const PROMPT = "<img src=x onerror=pwned=61>";
/** As a folder, so that nothing is drawn that only the tiny models have. */
const DIFFUSION = join(root, "packages/tiny/parts/stable-diffusion/files");
/** What could rewrite a terminal's screen, or turn the direction of its text. */
const STEERS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

const cwd = mkdtempSync(join(tmpdir(), "alt2img-hostile-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs the built command line; returns what goes to its standard output, and what a terminal shows. */
function alt2img(...args: string[]): { stdout: string; shown: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "packages/cli/dist/main.js"), ...args], {
    ...{ cwd, encoding: "utf8", maxBuffer: 2 ** 26 },
  });
  expect(status, stderr).toBe(0);
  return { stdout, shown: stdout + stderr };
}

const contentOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(cwd, name)));
const linesOf = (name: string): unknown[] =>
  readFileSync(join(cwd, name), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

/** All strings in a value of JSON. */
function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** Which texts of the crawl aren't there from beginning to end, but for white space and what HTML has no place for. */
function missingIn(shown: string): string[] {
  const asRead = (text: string): string =>
    Buffer.from(text).toString().replaceAll("\0", "\uFFFD").replaceAll(/\s+/g, " ");
  const whole = asRead(shown);
  return crawlTexts.map(asRead).filter((text) => !whole.includes(text));
}

beforeAll(async () => {
  writeFileSync(join(cwd, FILE), await hostileCrawl());
  writeFileSync(join(cwd, "page.html"), crawlTexts.map(hostilePage).join("\n"));
});

describe("a hostile crawl", () => {
  it("goes through the command line, which keeps every text, and steers no terminal", () => {
    const sources = "alt,title,aria-label,figcaption,og:image:alt,json-ld";
    const shown = [
      alt2img("pairs", FILE, "--source", sources, "--out", "pairs.jsonl", "--verbose"),
      alt2img("report", FILE, "--out", "report"),
      alt2img("demo", "--crawl", FILE, "--prompt", PROMPT, "--diffusion", DIFFUSION, "--out", "demo"),
      alt2img("dataset", "export", "demo/measured", "--out", "measured.jsonl"),
      alt2img("dataset", "info", "demo/measured", "--facet", "LANGUAGE", "--facet", "page"),
      alt2img("dataset", "search", "demo/measured", "--words", "pwned"),
      alt2img("alt", "page.html"),
    ].map((each) => each.shown);
    expect(shown.join("\n").match(STEERS)).toBeNull();
    expect(shown.at(-1)).toContain("begin0of");
    for (const name of ["pairs.jsonl", "measured.jsonl"]) {
      expect(missingIn(strings(linesOf(name)).join("\n")), name).toEqual([]);
    }
    const page = alt2img("alt", "page.html", "--base", "https://evil.example/", "--format", "json");
    expect(missingIn(strings(JSON.parse(page.stdout)).join("\n"))).toEqual([]);
  }, 600_000);

  describe.skipIf(!hasChromium)("in Chromium", () => {
    let site: ElementsSite;
    beforeAll(async () => {
      site = await openElements();
    });
    afterAll(() => site.close());

    /** Opens a page of its own origin that has what the command line made; `check` looks at it. */
    async function open(body: string, path: string, check: (page: Page) => Promise<void>): Promise<void> {
      const dataset = readdirSync(join(cwd, "demo/measured")).map((name) => `demo/measured/${name}`);
      const made = ["report/report.html", "demo/report.html", "measured.jsonl", "page.html", ...dataset];
      const { page, server, requests, complaints } = await site.open("");
      for (const name of made) server.files.set(name, contentOf(name));
      server.files.set("crawl.warc", contentOf(FILE));
      const html = new TextDecoder().decode(server.files.get("index.html"));
      server.files.set("index.html", new TextEncoder().encode(html.replace("</main>", () => `${body}</main>`)));
      if (path !== "index.html") server.fault = () => ({ headers: {} }); // a report brings a policy of its own
      const before = requests.length;
      await page.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) =>
          Reflect.set(globalThis, "pwned", `${violatedDirective}: ${blockedURI}`),
        );
      });
      await page.goto(server.url + path);
      await check(page);
      expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
      const own = [server.url, new URL(site.cdn).origin, "data:", "blob:"];
      expect(requests.slice(before).filter((url) => !own.some((each) => url.startsWith(each)))).toEqual([]);
      expect(complaints).toEqual([]);
      // Had anything run, it would have been seen.
      await page.evaluate(() => {
        const image = document.createElement("div");
        image.innerHTML = "<img src='data:,' onerror='pwned=1'>";
        document.body.append(image);
      });
      await page.waitForFunction(() => Reflect.get(globalThis, "pwned") !== undefined);
      await page.close();
    }

    it.each(["report", "demo"])("is text in the page that `%s` writes", async (name) => {
      await open("", `${name}/report.html`, async (page) => {
        expect(missingIn((await page.locator("body").textContent()) ?? "")).toEqual([]);
        expect(await page.locator("script, iframe, template, object, embed").count()).toBe(1);
        if (name === "demo") expect(await page.locator("#drawing").textContent()).toContain(PROMPT);
      });
    });

    it("is text in every element that shows what crawls say", async () => {
      const captions = attributeOf(crawlTexts.map((text) => text.slice(0, 500)).join("\n"));
      const prompt = attributeOf(crawlTexts.map((text) => text.slice(0, 500)).join(" "));
      const body = `
<alt2img-warc open src="crawl.warc"></alt2img-warc>
<alt2img-alt-text src="page.html"></alt2img-alt-text>
<alt2img-funnel src="measured.jsonl" rules="" group="language"></alt2img-funnel>
<alt2img-dataset src="demo/measured/"></alt2img-dataset>
<alt2img-dataset-map src="demo/measured/" pair="0"></alt2img-dataset-map>
<alt2img-tokens text=${prompt}></alt2img-tokens>
<alt2img-clip-matrix captions=${captions}></alt2img-clip-matrix>
<alt2img-bias-grid controls prompt=${prompt}></alt2img-bias-grid>
<alt2img-denoising-strip controls prompt=${prompt}></alt2img-denoising-strip>`;
      await open(body, "index.html", async (page) => {
        for (const [tag, { ready, texts }] of Object.entries(ELEMENTS)) {
          const element = page.locator(tag);
          await element.scrollIntoViewIfNeeded();
          await element.locator(ready).first().waitFor({ state: "attached", timeout: 100_000 });
          for (const record of (await element.locator(".url button").all()).slice(0, 12)) {
            await record.click();
            await element.locator(".record pre").first().waitFor();
          }
          expect(await element.locator("script, iframe, template, object, embed").count(), tag).toBe(0);
          const more = element.getByRole("button", { name: /^Show (\S+ )?more$/ });
          const count = async (): Promise<number> => {
            await more.evaluateAll((all) => all.forEach((each) => void (each as HTMLElement).click()));
            return crawlTexts.length - missingIn(await shownBy(page, tag)).length;
          };
          await expect.poll(count, { message: tag }).toBeGreaterThanOrEqual(texts);
        }
      });
    }, 600_000);
  });
});

/** What is there as soon as an element has done its work, and how many of the texts it shows whole, at least. */
const ELEMENTS: Readonly<Record<string, { readonly ready: string; readonly texts: number }>> = {
  "alt2img-warc": { ready: ".url button", texts: 12 },
  "alt2img-alt-text": { ready: ".card", texts: 16 },
  "alt2img-funnel": { ready: ".total", texts: 4 },
  "alt2img-dataset": { ready: "[data-facet=domain]", texts: 10 },
  "alt2img-dataset-map": { ready: "canvas", texts: 11 },
  "alt2img-tokens": { ready: ".token", texts: 15 },
  "alt2img-clip-matrix": { ready: "textarea", texts: 15 },
  "alt2img-bias-grid": { ready: "form", texts: 15 },
  "alt2img-denoising-strip": { ready: "form", texts: 15 },
};

/** All that an element says: its text, what its fields hold, and what its pictures and buttons are called. */
const shownBy = (page: Page, tag: string): Promise<string> =>
  page.locator(tag).evaluate((host) => {
    const inside = [...host.shadowRoot!.querySelectorAll("*")];
    const fields = inside.map((each) => (each as HTMLInputElement).value ?? "");
    const names = inside.flatMap((each) => [each.getAttribute("aria-label"), each.getAttribute("alt")]);
    return [host.shadowRoot!.textContent, ...fields, ...names].join("\n");
  });
