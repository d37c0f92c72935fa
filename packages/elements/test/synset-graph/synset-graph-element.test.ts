// The element in Chromium, from a CDN on another origin.
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-synset-graph";
/** WordNet is loaded first, which takes its time on a busy machine. */
const hasFocus = (page: Page, words: string): Promise<void> =>
  expect
    .poll(() => page.locator(`${tag} .head`).allTextContents(), { timeout: 100_000 })
    .toEqual([expect.stringContaining(words)]);
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.querySelector("[lang]")?.textContent?.trim());
const node = (page: Page, name: string) => page.locator(`${tag} .nodes .node`, { hasText: new RegExp(`^${name} \\(`) });

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("draws a synset with all above it, its kinds and other relations, none over another", async () => {
    const { page, complaints } = await site.open(`<${tag}></${tag}>`);
    await hasFocus(page, "dog, domestic dog, Canis familiaris");
    const labels = await page.locator(`${tag} .nodes .node [lang]`).allTextContents();
    expect(labels).toEqual(expect.arrayContaining(["entity", "animal", "canine", "domestic animal", "dog", "puppy"]));
    expect(new Set(labels).size).toBe(labels.length);
    const boxes = await page
      .locator(`${tag} .nodes .node`)
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON() as DOMRect));
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        expect(apart, `${labels[i]} is over another`).toBe(true);
      }
    }
    expect(await page.locator(`${tag} [part=relations]`).textContent()).toMatch(/its parts\s+flag/);
    expect(await page.locator(`${tag} [aria-live]`).textContent()).toMatch(
      /^dog\. It is a kind of (canine, domestic animal|domestic animal, canine)\. 18 below it, such as \w/,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("scrolls nothing while it measures the boxes, when there is nothing to focus yet", async () => {
    const { page } = await site.open("");
    const overflow = page.evaluate(async (name) => {
      const element = document.body.appendChild(document.createElement(name)) as HTMLElementTagNameMap[typeof tag];
      await customElements.whenDefined(name);
      await element.updateComplete;
      const root = element.shadowRoot!;
      const drawing = root.querySelector(".drawing")!;
      return new Promise<number[]>((resolve) => {
        new MutationObserver(() => {
          if (root.querySelector(".measure") === null) return;
          resolve([drawing.scrollHeight - drawing.clientHeight, drawing.scrollWidth - drawing.clientWidth]);
        }).observe(root, { childList: true, subtree: true });
      });
    }, tag);
    expect(await overflow).toEqual([0, 0]);
    await page.close();
  });

  it("goes to a synset by a click, tells the page, and keeps the synset in the address", async () => {
    const { page } = await site.open(`<${tag} url-state="graph"></${tag}>`);
    await hasFocus(page, "dog");
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener("alt2img-synset-graph", ({ detail }) => resolve(detail.focus.id), { once: true }),
        ),
    );
    await node(page, "puppy").click();
    expect(await told).toBe("puppy.n.01");
    await hasFocus(page, "puppy");
    await expect.poll(() => page.evaluate(() => location.hash)).toBe("#graph.synset=puppy.n.01");
    await page.reload();
    await hasFocus(page, "puppy");
    await page.close();
  });

  it("walks along the lines by arrow keys, and goes to a synset by Enter", async () => {
    const { page } = await site.open(`<${tag} synset="canine.n.02" no-input></${tag}>`);
    await hasFocus(page, "canine");
    const order = await focusOrder(page);
    expect(order[0]).toBe("button: canine (in the middle)");
    await node(page, "canine").focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(page)).toBe("carnivore");
    await page.keyboard.press("Home");
    await expect.poll(() => focused(page)).toBe("canine");
    await page.keyboard.press("ArrowDown");
    const first = await expect
      .poll(() => focused(page))
      .not.toBe("canine")
      .then(() => focused(page));
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focused(page)).not.toBe(first);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => focused(page)).toBe(first);
    await page.keyboard.press("Enter");
    await hasFocus(page, first!);
    await expect.poll(() => focused(page)).toBe(first);
    await page.close();
  });

  it("finds words and goes to a sense", async () => {
    const { page } = await site.open(`<${tag} definitions></${tag}>`);
    await hasFocus(page, "dog");
    expect(
      await page
        .locator(tag)
        .locator("p", { hasText: /^a member of the genus Canis/ })
        .count(),
    ).toBe(1);
    await page.locator(`${tag} #search`).fill("crane");
    const found = page.locator(`${tag} .found li`);
    await expect.poll(() => found.first().textContent()).toMatch(/crane\s+noun\s+lifts and moves heavy objects/);
    await found.nth(1).getByRole("button").click();
    await hasFocus(page, "crane");
    expect(await page.locator(`${tag} .nodes .node [lang]`).allTextContents()).toContain("wading bird");
    await page.locator(`${tag} #search`).fill("qwxzrtl");
    await page.locator(tag).locator("p", { hasText: "no word like “qwxzrtl”" }).waitFor();
    await page.close();
  });

  it("has all relations in a table, to which the box for the rest leads", async () => {
    const { page } = await site.open(`<${tag} no-input></${tag}>`, { width: 375 });
    await hasFocus(page, "dog");
    await page.locator(`${tag} .node.rest`).click();
    const table = page.locator(`${tag} [part=table]`);
    expect(await table.locator("tbody tr").count()).toBeGreaterThan(20);
    expect(await table.locator("tbody tr").first().textContent()).toMatch(/is a kind of\s+\S+\.n\.\d\d\s+\w/);
    expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute("role"))).toBe(
      "region",
    );
    await page.close();
  });

  it("hides people who are marked unsafe, and keeps its drawing then", async () => {
    const { page } = await site.open(`<${tag}></${tag}>`);
    await hasFocus(page, "dog");
    await page.locator(tag).evaluate((element) => element.setAttribute("synset", "bounder"));
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toContain("elements/hidden-synset");
    await hasFocus(page, "dog");
    await page.locator(tag).evaluate((element) => element.toggleAttribute("sensitive"));
    await hasFocus(page, "cad");
    await page.close();
  });

  it("says what to do if WordNet can’t be fetched, and draws when a search could fetch it", async () => {
    const { page } = await site.open("<p></p>");
    await page.route(/princeton30/, (route) => route.abort());
    await page.evaluate((name) => document.body.append(document.createElement(name)), tag);
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toMatch(/WordNet couldn’t be fetched. Check the connection.*wordnet\/asset/s);
    await page.unroute(/princeton30/);
    await page.locator(`${tag} [part=search]`).fill("crane");
    await hasFocus(page, "dog, domestic dog");
    await expect.poll(() => card.count()).toBe(0);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag}></${tag}>`,
    ready: ":is(.nodes, [role=alert])",
    german: /Jedes Feld ist ein Synset.*hat die Teile.*Alle Beziehungen von dog/s,
    wrong: { body: `<${tag} synset="qwxzrtl"></${tag}>`, code: "elements/synset" },
    hostile: (text) => ({ body: `<${tag} synset=${attributeOf(`x${text}`)}></${tag}>` }),
  });
});
