// The script of a page without a bundler fetches what the page shows, and nothing else.
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ElementsSite, hasChromium, openElements } from "./open-elements.js";

const isDefined = (page: Page, tag: string): Promise<boolean> =>
  page.evaluate((name) => customElements.get(name) !== undefined, tag);

describe.skipIf(!hasChromium)("the script for a CDN", () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  /** Names of the scripts that a page has fetched, without what they share, whose names have a hash, and workers. */
  const scripts = (requests: readonly string[]): string[] =>
    requests
      .filter((url) => url.startsWith(site.cdn) && url.endsWith(".js"))
      .map((url) => url.slice(site.cdn.length))
      .filter((name) => !/-[A-Z0-9]{8}\.js$|-worker\.js$/.test(name));

  it("fetches nothing but itself for a page without elements", async () => {
    const { page, requests, complaints } = await site.open("<p>No element</p>");
    await page.waitForLoadState("networkidle");
    expect(scripts(requests)).toEqual(["alt2img-elements.js"]);
    // Another has what all of them need to start a worker.
    expect(requests.filter((url) => url.startsWith(site.cdn)).length).toBeLessThanOrEqual(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("fetches the one element of a page, under a strict Content-Security-Policy", async () => {
    const { page, requests, complaints } = await site.open(
      "<p>First <span><alt2img-tokens></alt2img-tokens></span></p>",
    );
    await page.locator("alt2img-tokens .token").first().waitFor();
    expect(scripts(requests)).toEqual(["alt2img-elements.js", "tokens.js"]);
    expect(await isDefined(page, "alt2img-warc")).toBe(false);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("fetches elements that are added later, alone or inside of others, but none of them twice", async () => {
    const { page, requests, complaints } = await site.open("");
    await page.locator("main").evaluate((main) => main.append(document.createElement("alt2img-trajectories")));
    await page.locator("alt2img-trajectories canvas, alt2img-trajectories svg").first().waitFor();
    expect(scripts(requests)).toEqual(["alt2img-elements.js", "trajectories.js"]);
    await page.locator("main").evaluate((main) => {
      main.insertAdjacentHTML(
        "beforeend",
        "<div><p><alt2img-tokens></alt2img-tokens><alt2img-tokens></alt2img-tokens></p></div>",
      );
    });
    await page.locator("alt2img-tokens .token").first().waitFor();
    expect(scripts(requests)).toEqual(["alt2img-elements.js", "trajectories.js", "tokens.js"]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says which element it couldn’t fetch, and tries again when its tag is added again", async () => {
    const { page, complaints } = await site.open("");
    const isHere = () => page.locator("alt2img-tokens .token").first().waitFor();
    await page.route(/\/tokens\.js/, (route) => route.abort());
    const add = () =>
      page.locator("main").evaluate((main) => void main.append(document.createElement("alt2img-tokens")));
    await add();
    await expect.poll(() => complaints.filter((each) => each.includes("<alt2img-tokens>"))).toHaveLength(1);
    expect(complaints.join("\n")).toMatch(/<alt2img-tokens> couldn’t be loaded.*Load the page again/s);
    await page.unroute(/\/tokens\.js/);
    await add();
    await isHere();
    // Chromium itself says that the request failed. Nothing is uncaught.
    expect(complaints.filter((each) => !each.startsWith("Failed to load resource"))).toHaveLength(1);
    await page.close();
  });

  it("tries again when the connection is back", async () => {
    const { page, complaints } = await site.open("");
    await page.context().setOffline(true);
    await page.locator("main").evaluate((main) => main.append(document.createElement("alt2img-warc")));
    await expect.poll(() => complaints.some((each) => each.includes("<alt2img-warc>"))).toBe(true);
    await page.context().setOffline(false);
    await expect.poll(() => isDefined(page, "alt2img-warc")).toBe(true);
    await page.close();
  });

  it("keeps attributes and properties that are set before an element is there, and its listeners", async () => {
    const { page, requests } = await site.open("");
    const shown = await page.locator("main").evaluate(
      (main) =>
        new Promise<unknown>((resolve) => {
          type Fields = HTMLElement & { data: unknown };
          const element = document.createElement("alt2img-amplification") as Fields;
          const group = (name: string) => ({
            name,
            groups: [{ name: "cook", data: 0.5, pictures: { count: 9, total: 10 } }],
          });
          element.setAttribute("set", "second");
          element.data = { of: "apples", sets: [group("first"), group("second")] };
          element.addEventListener("alt2img-amplification", (event) => {
            const { of, set } = (event as CustomEvent<{ of: string; set: string }>).detail;
            resolve({ of, set });
          });
          main.append(element);
        }),
    );
    expect(shown).toEqual({ of: "apples", set: "second" });
    expect(scripts(requests)).toEqual(["alt2img-elements.js", "amplification.js"]);
    await page.close();
  });

  it("can be waited for", async () => {
    const { page } = await site.open(`<alt2img-denoising-strip></alt2img-denoising-strip>`);
    const canDraw = await page.evaluate(async () => {
      await customElements.whenDefined("alt2img-denoising-strip");
      return typeof document.querySelector("alt2img-denoising-strip")?.draw;
    });
    expect(canDraw).toBe("function");
    await page.close();
  });
});
