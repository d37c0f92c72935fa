// What README.md says about pages without a bundler, in Chromium; the files come from another origin.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ElementsSite, hasChromium, openElements } from "./open-elements.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const fenced = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(([, code = ""]) => code);
/** On the CDN of the test instead of jsDelivr. */
const onCdn = (code: string, { cdn }: ElementsSite): string =>
  code.replaceAll(/https:\/\/cdn\.jsdelivr\.net\/npm\/@alt2img\/elements@[\d.]+\/dist\/cdn\//g, cdn);

describe.skipIf(!hasChromium)("from a CDN", () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("works in the page of the README", async () => {
    const { page, server, complaints } = await site.open("");
    const [html = ""] = fenced("html");
    server.files.set("favicon.ico", new Uint8Array());
    server.files.set("readme.html", new TextEncoder().encode(onCdn(html, site)));
    await page.goto(`${server.url}readme.html`);
    await page.locator("alt2img-tokens .token", { hasText: "apple" }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("takes the theme of the README", async () => {
    const [css = ""] = fenced("css");
    const { page } = await site.open(`<link rel="stylesheet" href="theme.css"><alt2img-tokens></alt2img-tokens>`, {
      files: { "theme.css": css },
    });
    await page.locator("alt2img-tokens .token").first().waitFor();
    const colours = await page.locator("alt2img-tokens").evaluate((element) => {
      const { backgroundColor, color, borderRadius } = getComputedStyle(element);
      const token = element.shadowRoot!.querySelector("[part=token]")!;
      return { backgroundColor, color, borderRadius, weight: getComputedStyle(token).fontWeight };
    });
    expect(colours).toEqual({
      backgroundColor: "rgb(255, 248, 242)",
      color: "rgb(42, 26, 34)",
      borderRadius: "0px",
      weight: "600",
    });
    await page.close();
  });

  it("works in cells like Observable's: one imports, others draw by htl", async () => {
    const [load = "", draw = ""] = fenced("js").map((code) => onCdn(code.trim(), site));
    const htl = readFileSync(new URL(import.meta.resolve("htl")));
    const { page, server, complaints } = await site.open("");
    server.files.set("htl.js", new Uint8Array(htl));
    server.files.set(
      "cells.js",
      new TextEncoder().encode(`import { html } from "./htl.js"; const text = "a <b>red</b> apple";
await ${load};
document.body.append(${draw});`),
    );
    server.files.set(
      "notebook.html",
      new TextEncoder().encode(
        `<!doctype html><title>x</title><link rel="icon" href="data:,"><body><script type="module" src="cells.js"></script>`,
      ),
    );
    server.fault = () => ({ headers: {} });
    await page.goto(`${server.url}notebook.html`);
    await page.locator("alt2img-tokens .token", { hasText: "apple" }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("leaves a tag that is defined already, and says so", async () => {
    const { page, server, complaints } = await site.open("");
    const first = `customElements.define("alt2img-tokens", class extends HTMLElement { isFirst = true });`;
    server.files.set("first.js", new TextEncoder().encode(first));
    server.files.set(
      "twice.html",
      new TextEncoder().encode(
        `<!doctype html><title>x</title><link rel="icon" href="data:,"><script src="first.js"></script><script type="module" src="${site.cdn}alt2img-elements.js"></script><alt2img-tokens></alt2img-tokens>`,
      ),
    );
    server.fault = () => ({ headers: {} });
    await page.goto(`${server.url}twice.html`);
    await expect.poll(() => complaints.join()).toContain("<alt2img-tokens> is already defined");
    expect(await page.locator("alt2img-tokens").evaluate((element) => Reflect.get(element, "isFirst"))).toBe(true);
    expect(complaints.length).toBe(1);
    await page.close();
  });

  it("says what to do where workers are forbidden", async () => {
    const { page, server } = await site.open("");
    server.fault = () => ({ headers: { "Content-Security-Policy": "worker-src 'none'" } });
    await page.goto(`${server.url}index.html`);
    await page.locator("main").evaluate((main) => main.append(document.createElement("alt2img-tokens")));
    const card = page.locator("alt2img-tokens [role=alert]");
    await card.waitFor();
    expect(await card.textContent()).toMatch(/Content-Security-Policy.*core\/worker/s);
    await page.close();
  });
});
