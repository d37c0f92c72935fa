// The element in Chromium, from a CDN on another origin.
import { focusOrder, hostileTexts } from "@alt2img/testing/page";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { datasetFiles } from "../dataset/dataset-files.js";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const tag = "alt2img-dataset-map";
const said = async (page: Page): Promise<string> =>
  ((await page.locator(`${tag} [aria-live]`).textContent()) ?? "").trim();
const drawn = (page: Page): Promise<void> => page.locator(`${tag} canvas`).waitFor({ timeout: 100_000 });
const picture = (page: Page): Promise<string> =>
  page.locator(`${tag} canvas`).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const colours = (page: Page): Promise<number> =>
  page.locator(`${tag} canvas`).evaluate((canvas) => {
    const { width, height } = canvas as HTMLCanvasElement;
    const { data } = (canvas as HTMLCanvasElement).getContext("2d")!.getImageData(0, 0, width, height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
const PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
/** Two groups of pictures, far from each other. */
const rows = (texts: readonly string[]) =>
  texts.map((TEXT, i) => ({
    URL: `https://a.example/${i}.gif`,
    TEXT,
    picture: PIXEL,
    image_embedding: Float32Array.of(i % 2, 1 - (i % 2), i / 1000),
  }));

describe.skipIf(!hasChromium)(tag, () => {
  let site: ElementsSite;
  let files: Record<string, Uint8Array>;
  beforeAll(async () => {
    const texts = Array.from({ length: 30 }, (_, i) => `${i % 2 === 0 ? "apple" : "dog"} ${i}`);
    [site, files] = await Promise.all([openElements(), datasetFiles("set", rows(texts))]);
  });
  afterAll(() => site?.close());

  it("draws the tiny crawl’s pictures, and their thumbnails when it is enlarged", async () => {
    const { page, complaints, requests } = await site.open(`<${tag} url-state="map"></${tag}>`);
    await drawn(page);
    expect(await said(page)).toMatch(/^(4\d\d) of \1 pictures are in view\.$/);
    const before = await picture(page);
    for (let i = 0; i < 3; i++) await page.locator(tag).getByRole("button", { name: "Zoom in" }).click();
    await expect.poll(() => picture(page)).not.toBe(before);
    expect(await page.locator(tag).getAttribute("region")).toBe("0.5,0.5,3.375");
    expect(await said(page)).toMatch(/^\d+ of 4\d\d pictures are in view\.$/);
    await expect
      .poll(() => page.evaluate(() => decodeURIComponent(location.hash)))
      .toContain("map.region=0.5,0.5,3.375");
    await page.locator(tag).getByRole("button", { name: "Whole map" }).click();
    await expect.poll(() => page.locator(tag).getAttribute("region")).toBe("0.5,0.5,1");
    expect(requests.filter((url) => new URL(url).hostname.endsWith(".example"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows all drawings of the training set on the map that comes with them, and reads only what it shows", async () => {
    const { page, complaints } = await site.open("");
    // Of the training set only the names, 1.7 MB of map, and the drawing that is chosen.
    let bytes = 0;
    page.on("response", async (response) => {
      if (response.url().includes("tiny-training-set")) bytes += Number(response.headers()["content-length"] ?? 0);
    });
    const told = page.evaluate(
      () =>
        new Promise<{ rows: number; positions: number }>((resolve) => {
          document.addEventListener("alt2img-dataset-map", ({ detail: { rows, positions } }) =>
            resolve({ rows: rows.length, positions: positions.length }),
          );
          const map = document.createElement("alt2img-dataset-map");
          map.src = "tiny-training-set";
          document.querySelector("main")!.append(map);
        }),
    );
    expect(await told).toEqual({ rows: 18_959, positions: 2 * 18_959 });
    expect(await said(page)).toBe("18,959 of 18,959 pictures are in view.");
    // Small pictures come after the dots, which have one colour and its shades.
    await expect.poll(() => colours(page)).toBeGreaterThan(5000);
    const columns = ["TEXT", "name", "author", "license"] as const;
    const { TEXT: text, name, author, license } = await tinyTrainingSet.row(7, { columns });
    await page.locator(tag).evaluate((map) => map.setAttribute("pair", "7"));
    await page.locator(`${tag} .pair img`).waitFor();
    expect(await page.locator(`${tag} .pair`).textContent()).toContain(text);
    expect(await page.locator(`${tag} .pair`).textContent()).toContain(`${author} · ${license}`);
    const near = await page.locator(`${tag} .near button`).allTextContents();
    expect(near.some((each) => name.split(" ").some((word) => each.includes(word)))).toBe(true);
    expect(bytes).toBeLessThan(6_000_000);
    expect(complaints.filter((line) => !line.startsWith("Canvas2D"))).toEqual([]);
    await page.close();
  });

  it("puts similar pictures near each other; the keyboard goes from one to the next, and shows its pair", async () => {
    const { page, complaints } = await site.open(`<${tag} src="set/"></${tag}>`, { files });
    await drawn(page);
    const told = page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          document.addEventListener("alt2img-dataset-map-pair", ({ detail }) => resolve(detail.pair.text), {
            once: true,
          }),
        ),
    );
    await page.locator(`${tag} canvas`).focus();
    await page.keyboard.press("ArrowRight");
    const text = await told;
    await page.locator(`${tag} .pair`).waitFor();
    expect(await page.locator(`${tag} .pair`).textContent()).toContain(text);
    const [kind] = text.split(" ");
    expect(await said(page)).toMatch(
      new RegExp(`^“${text}”\\. Next to it: ${kind} \\d+, ${kind} \\d+, ${kind} \\d+\\.$`),
    );
    const near = await page.locator(`${tag} .near button`).allTextContents();
    expect(near.map((each) => each.trim().split(" ")[0])).toEqual([kind, kind, kind, kind, kind]);
    const row = await page.locator(tag).getAttribute("pair");
    for (const key of ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "ArrowDown"]) await page.keyboard.press(key);
    await expect.poll(() => page.locator(tag).getAttribute("pair")).not.toBe(row);
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    await expect.poll(() => page.locator(tag).getAttribute("region")).toMatch(/,2\.25$/);
    const region = await page.locator(tag).getAttribute("region");
    // The window may be at an edge already.
    await page.keyboard.press(Number(region!.split(",")[0]) > 0.5 ? "Shift+ArrowLeft" : "Shift+ArrowRight");
    await expect.poll(() => page.locator(tag).getAttribute("region")).not.toBe(region);
    await page.keyboard.press("0");
    await expect.poll(() => page.locator(tag).getAttribute("region")).toBe("0.5,0.5,1");
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows the pair that is clicked, and moves when it is dragged", async () => {
    const { page } = await site.open(`<${tag} src="set/" region="0.5,0.5,2"></${tag}>`, { files });
    await drawn(page);
    const canvas = page.locator(`${tag} canvas`);
    await canvas.scrollIntoViewIfNeeded();
    const { x, y, width } = (await canvas.boundingBox())!;
    const places = await page.locator(tag).evaluate((element) => {
      const { positions } = Reflect.get(element, "map") as { positions: Float32Array };
      return [...positions];
    });
    await page.mouse.move(x + width / 2, y + width / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 100, y + width / 2 + 60, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => page.locator(tag).getAttribute("region")).not.toBe("0.5,0.5,2");
    expect(await page.locator(tag).getAttribute("pair")).toBeNull();
    await page.locator(tag).evaluate((element) => element.setAttribute("region", "0.5,0.5,1"));
    await page.locator(tag).evaluate((element) => Reflect.get(element, "updateComplete") as Promise<unknown>);
    await page.mouse.click(x + places[0]! * width, y + places[1]! * width);
    await page.locator(`${tag} .pair`).waitFor();
    expect(await page.locator(`${tag} .pair`).textContent()).toMatch(/(apple|dog) \d+/);
    await page.close();
  });

  it("has the pictures in view as a table, whose texts lead to their pairs", async () => {
    const { page } = await site.open(`<${tag} src="set/" pair="4"></${tag}>`, { files });
    await page.locator(`${tag} .pair`, { hasText: "apple 4" }).waitFor({ timeout: 100_000 });
    await page.locator(`${tag} summary`).click();
    const lines = page.locator(`${tag} [part=table] tbody tr`);
    expect(await lines.count()).toBe(30);
    expect(await lines.first().textContent()).toMatch(/(apple|dog) \d+\s+\d+%\s+\d+%/);
    await lines.filter({ hasText: "dog 7" }).getByRole("button").click();
    await page.locator(`${tag} .pair`, { hasText: "dog 7" }).waitFor();
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${tag} src="set/"></${tag}>`, { files });
    await drawn(page);
    const order = await focusOrder(page);
    expect(order.map((each) => each.slice(0, 24))).toEqual([
      "button: Zoom in",
      "button: Zoom out",
      "button: Whole map",
      "canvas: Map of the pictu",
      "summary: The pictures in ".slice(0, 24),
    ]);
    await page.close();
  });

  it("keeps its map when another dataset has no embeddings", async () => {
    const none = await datasetFiles("none", [{ URL: "https://a.example/1.gif", TEXT: "one" }]);
    const { page } = await site.open(`<${tag} src="set/"></${tag}>`, { files: { ...files, ...none } });
    await drawn(page);
    await page.locator(tag).evaluate((element) => element.setAttribute("src", "none/"));
    await page.locator(`${tag} [role=alert]`, { hasText: "elements/no-embeddings" }).waitFor();
    expect(await said(page)).toBe("30 of 30 pictures are in view.");
    await page.close();
  });

  it("refuses a region that it can’t show and a picture that it doesn’t have, until they are right", async () => {
    const { page } = await site.open(`<${tag} src="set/" region="NaN,9,1e9"></${tag}>`, { files });
    const set = (name: string, value: string) =>
      page.locator(tag).evaluate((element, [name, value]) => element.setAttribute(name!, value!), [name, value]);
    const alert = page.locator(`${tag} [role=alert]`);
    await alert
      .filter({ hasText: "elements/attribute" })
      .filter({ hasText: /region has to be .* but is "NaN,9,1e9"/ })
      .waitFor({ timeout: 100_000 });
    await drawn(page);
    await set("region", "0.5,0.5,2");
    await alert.waitFor({ state: "detached" });
    for (const pair of ["99999", "-1", "x"]) {
      await set("pair", pair);
      await alert.filter({ hasText: /attribute pair has to be .* from 0 to 29/ }).waitFor();
      await set("pair", "3");
      await alert.waitFor({ state: "detached" });
    }
    await page.locator(`${tag} .pair`, { hasText: "dog 3" }).waitFor();
    await set("region", "1,2,3");
    await alert.filter({ hasText: 'is "1,2,3"' }).waitFor();
    await page.locator(tag).getByRole("button", { name: "Whole map" }).click();
    await alert.waitFor({ state: "detached" });
    await page.close();
  });

  it("shows hostile texts of a dataset as texts", async () => {
    const more = await datasetFiles("hostile", rows([...hostileTexts, ...hostileTexts].map((text) => `x${text}`)));
    const { page, requests, complaints } = await site.open(`<${tag} src="hostile/" pair="0"></${tag}>`, {
      files: more,
    });
    await page.locator(`${tag} .pair`).waitFor({ timeout: 100_000 });
    await page.locator(`${tag} summary`).click();
    expect(await page.locator(`${tag} [part=table] tbody tr`).count()).toBe(2 * hostileTexts.length);
    expect(await page.locator(`${tag} [part=table] tbody`).textContent()).toContain(hostileTexts[1]);
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(await page.locator(`${tag} :is(script, iframe, template, object, embed, svg)`).count()).toBe(0);
    expect(requests.filter((url) => url.includes("evil.example"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag,
    body: `<${tag} pair="0"></${tag}>`,
    ready: ":is(canvas, [role=alert])",
    german: /Ganze Karte.*nahe beieinander.*als Tabelle/s,
    wrong: { body: `<${tag} seed="0.5"></${tag}>`, code: "elements/attribute" },
    hostile: (text) => ({
      body: `<${tag} src="set/" region=${attributeOf(text)} pair=${attributeOf(text)}></${tag}>`,
      files,
    }),
  });
});
