// The element in Chromium, from a CDN on another origin.
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-amplification";
const spoken = (page: Page): Promise<string | null> => page.locator(`${tag} [aria-live]`).textContent();
const cells = (page: Page, row: number): Promise<string[]> =>
  page.locator(`${tag} tbody tr`).nth(row).locator("th, td").allTextContents();

const apples = {
  of: "a red apple",
  parity: 0.5,
  note: "counted by hand",
  groups: [{ name: "guidance 7", data: 0.5, pictures: { count: 158, total: 200 } }],
};
const between = (value: unknown): string =>
  `<${tag}><script type="application/json">${JSON.stringify(value).replaceAll("<", "\\u003c")}</script></${tag}>`;

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("shows the tiny models' figures, and needs nothing but the keyboard", async () => {
    const { page, complaints, requests } = await site.open(`<${tag} url-state="shares"></${tag}>`);
    await expect
      .poll(() => spoken(page))
      .toMatch(
        /^women, among women and men: 50% in the data and 43% in the pictures, on average over 5 groups\. The pictures show more/,
      );
    expect(await cells(page, 1)).toEqual([
      "construction worker",
      "50%",
      "59% (36% to 78%) of 17",
      expect.stringMatching(/^\+9 points \(-14 to \+28\): can’t be told apart$/),
      expect.stringMatching(/^1\.18 \(/),
    ]);
    expect(await page.locator(`${tag} .group`).count()).toBe(5);
    expect(await focusOrder(page)).toEqual(["select: Figures", "summary: As a table"]);
    await page.getByLabel("Figures").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => spoken(page)).toMatch(/20% in the data and 6% in the pictures/);
    await expect.poll(() => page.url()).toMatch(/#shares\.set=skewed$/);
    await page.reload();
    await expect.poll(() => spoken(page)).toMatch(/20% in the data/);
    expect(requests.filter((url) => /\.(onnx|wasm|parquet)/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows figures between its tags, at a URL, and of a property", async () => {
    const { page, server, complaints } = await site.open(between(apples));
    await expect
      .poll(() => spoken(page))
      .toMatch(/^a red apple: 50% in the data and 79% in the pictures, on average over 1 group\./);
    expect(await page.locator(`${tag} [part=note]`).textContent()).toBe("counted by hand");
    await page.locator(`${tag} script`).evaluate(
      (script, json) => {
        script.textContent = json;
      },
      JSON.stringify({ ...apples, of: "a green apple" }),
    );
    await expect.poll(() => spoken(page)).toMatch(/^a green apple/);
    server.files.set("pears.json", new TextEncoder().encode(JSON.stringify({ ...apples, of: "a pear" })));
    await page.locator(tag).evaluate((element) => element.setAttribute("src", "pears.json"));
    await expect.poll(() => spoken(page)).toMatch(/^a pear/);
    const told = page.evaluate(
      () =>
        new Promise<unknown>((resolve) =>
          document.addEventListener("alt2img-amplification", ({ detail }) => resolve(detail), { once: true }),
        ),
    );
    await page.locator(tag).evaluate((element, data) => Object.assign(element, { data }), { ...apples, of: "a plum" });
    expect(await told).toMatchObject({
      of: "a plum",
      set: "",
      groups: [{ name: "guidance 7", n: 200, difference: { value: expect.closeTo(0.29, 6) }, ratio: { value: 1.58 } }],
    });
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each([
    [`<${tag}><script type="application/json">{"of": </script></${tag}>`, /The script between the tags isn't JSON/],
    [`<${tag} src="missing.json"></${tag}>`, /missing\.json can't be read: the server answers 404/],
  ])("says what is wrong with %s", async (body, message) => {
    const { page } = await site.open(body);
    const card = page.locator(`${tag} [role=alert]`);
    await card.waitFor();
    expect(await card.textContent()).toMatch(message);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag}></${tag}>`,
    ready: "[part=chart]",
    german: /Frauen unter Frauen und Männern.*in den Bildern/s,
    wrong: { body: between({ ...apples, parity: 50 }), code: "elements/data" },
    hostile: (text, index) => {
      const group = { name: text, data: 0.5, pictures: { count: 1, total: 2 } };
      const data = { of: text, note: text, sets: [text, "other"].map((name) => ({ name, groups: [group] })) };
      return {
        body: `<${tag} set=${attributeOf(text)} src="hostile-${index}.json"></${tag}>`,
        files: { [`hostile-${index}.json`]: JSON.stringify(data) },
      };
    },
  });
});
