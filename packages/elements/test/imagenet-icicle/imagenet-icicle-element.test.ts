// The element in Chromium, from a CDN on another origin.
import { focusOrder } from "@alt2img/testing/page";
import { findSynset } from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { classGraph, type ImageNetGraph } from "../../src/imagenet-icicle/class-graph.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-imagenet-icicle";
/** WordNet is loaded first, which takes its time on a busy machine. */
const hasTop = (page: Page, words: string): Promise<void> =>
  expect
    .poll(() => page.locator(`${tag} .head`).allTextContents(), { timeout: 100_000 })
    .toEqual([expect.stringContaining(words)]);
const focused = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.querySelector("span")?.textContent?.trim());

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  let graph: ImageNetGraph;
  beforeAll(async () => {
    site = await openElements();
    graph = classGraph(taxonomy(await wordnet({ definitions: false })), "1k");
  });
  afterAll(() => site?.close());

  const countOf = (name: string): number => graph.count(findSynset(graph.hierarchy.taxonomy.wordnet, name)!);

  it("shows the hierarchy with the numbers that the package counts", async () => {
    const { page, complaints } = await site.open(`<${tag} top="mammal.n.01"></${tag}>`);
    await hasTop(page, "mammal, mammalian");
    expect(await page.locator(`${tag} .head`).textContent()).toContain(`${countOf("mammal.n.01")} classes`);
    const dog = page.locator(`${tag} [role=treeitem]`, { hasText: /^\s*dog\s+\d+\s*$/ });
    expect(await dog.textContent()).toContain(`${countOf("dog.n.01")}`);
    expect(await page.locator(`${tag} .way li`).allTextContents()).toEqual([
      "entity",
      "physical entity",
      "object",
      "whole",
      "living thing",
      "organism",
      "animal",
      "chordate",
      "vertebrate",
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("goes down by a click and up by its way, and tells the page", async () => {
    const { page } = await site.open(`<${tag} top="mammal.n.01"></${tag}>`);
    await hasTop(page, "mammal");
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener(
            "alt2img-imagenet-icicle",
            ({ detail: { top, classes } }) => resolve([top.id, top.count, classes]),
            { once: true },
          ),
        ),
    );
    await page.locator(`${tag} [role=treeitem]`, { hasText: /^\s*dog\s+\d+\s*$/ }).click();
    expect(await told).toEqual(["dog.n.01", countOf("dog.n.01"), "1k"]);
    expect(await page.locator(tag).getAttribute("top")).toBe("dog.n.01");
    await page.locator(`${tag} .way button`, { hasText: "carnivore" }).click();
    await hasTop(page, "carnivore");
    await page.close();
  });

  it("finds words, and shows all 21,841 synsets, but no people who are marked unsafe", async () => {
    const { page } = await site.open(`<${tag}></${tag}>`);
    await hasTop(page, "entity");
    await page.locator(`${tag} input[value="21k"]`).check();
    await expect
      .poll(() => page.locator(`${tag} .head`).textContent(), { timeout: 100_000 })
      .toMatch(/entity\s+\d\d,\d{3} classes/);
    expect(await page.locator(tag).locator("p", { hasText: "kinds of people aren’t shown" }).count()).toBe(1);
    await page.locator(`${tag} #search`).fill("teapot");
    await page.locator(`${tag} .found button`, { hasText: /^teapot$/ }).click();
    await hasTop(page, "teapot");
    expect(await page.locator(tag).locator("p", { hasText: "n04398044" }).count()).toBe(1);
    await page.locator(`${tag} #search`).fill("qwxzrtl");
    await page.locator(tag).locator("p", { hasText: "Nothing in the hierarchy has “qwxzrtl”" }).waitFor();
    await page.close();
  });

  it("walks by arrow keys, down by Enter and up by Backspace", async () => {
    const { page } = await site.open(`<${tag} top="n02075296"></${tag}>`);
    await hasTop(page, "carnivore");
    expect(await focusOrder(page)).toHaveLength(15);
    await page.locator(`${tag} [role=treeitem]`).first().focus();
    expect(await focused(page)).toBe("carnivore");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => focused(page)).toBe("canine");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(page)).toBe("feline");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(page)).toBe("canine");
    await page.keyboard.press("Enter");
    await hasTop(page, "canine, canid");
    await expect.poll(() => focused(page)).toBe("canine");
    await page.keyboard.press("Backspace");
    await hasTop(page, "carnivore");
    await page.close();
  });

  it("has the same as a table", async () => {
    const { page } = await site.open(`<${tag} top="canine.n.02" no-input></${tag}>`);
    await hasTop(page, "canine, canid");
    await page.locator(`${tag} summary`).click();
    const [first] = await page.locator(`${tag} [part=table] tbody tr`).allTextContents();
    expect(first).toMatch(new RegExp(`dog\\.n\\.01\\s+dog, domestic dog, Canis familiaris\\s+${countOf("dog.n.01")}`));
    expect(await page.locator(`${tag} #search`).count()).toBe(0);
    await page.close();
  });

  it("keeps its drawing when it doesn't know a word", async () => {
    const { page } = await site.open(`<${tag} top="dog"></${tag}>`);
    await hasTop(page, "dog");
    await page.locator(tag).evaluate((element) => element.setAttribute("top", "qwxzrtl"));
    await page.locator(`${tag} [role=alert]`).waitFor();
    expect(await page.locator(`${tag} [role=alert]`).textContent()).toContain("elements/synset");
    await hasTop(page, "dog");
    await page.close();
  });

  it("draws when a search could fetch the WordNet that it couldn’t fetch before", async () => {
    const { page } = await site.open("<p></p>");
    await page.route(/princeton30/, (route) => route.abort());
    await page.evaluate((name) => document.body.append(document.createElement(name)), tag);
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    await page.unroute(/princeton30/);
    await page.locator(`${tag} [part=search]`).fill("terrier");
    await hasTop(page, "entity");
    await expect.poll(() => card.count()).toBe(0);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} top="mammal.n.01"></${tag}>`,
    ready: ":is(.box, [role=alert])",
    german: /Die Höhe zeigt.*Direkt unter mammal/s,
    wrong: { body: `<${tag} classes="22k"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({ body: `<${tag} top=${attributeOf(text)}></${tag}>` }),
  });
});
