// The built page, in Chromium.
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rowOfGridImage } from "@alt2img/bias/grid";
import { createDataset } from "@alt2img/dataset/store/node";
import { encodePng } from "@alt2img/image";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { axeViolations, watchPage } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));
/** Few pictures in few steps: what they look like doesn't matter here. */
const QUICK = "count=2&steps=3";

describe.skipIf(!hasChromium)("the explorer", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  let page: Page;
  let complaints: string[];
  let requests: string[];

  const status = (id = "status"): Promise<string | null> => page.textContent(`#${id}`);
  const says = (pattern: RegExp, id?: string): Promise<void> =>
    expect.poll(() => status(id), { timeout: 100_000 }).toMatch(pattern);
  const open = async (query: string): Promise<void> => {
    await page.goto(`${served.url}index.html?${query}`);
    await page.click("#draw");
    await says(/^Done/);
  };
  /** The pixels of a column's pictures. */
  const pixels = (side: string): Promise<number[][]> =>
    page.$$eval(`[data-side=${side}] .pictures canvas`, (all) =>
      (all as HTMLCanvasElement[]).map((shown) => {
        const context = new OffscreenCanvas(shown.width, shown.height).getContext("2d", { willReadFrequently: true })!;
        context.drawImage(shown, 0, 0);
        return [...context.getImageData(0, 0, shown.width, shown.height).data];
      }),
    );
  const cells = (selector: string): Promise<string[]> =>
    page.$$eval(selector, (all) => all.map((cell) => cell.textContent!.replaceAll("\u00a0", " ")));

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    ({ complaints, requests } = watchPage(page));
    await page.goto(`${served.url}index.html?${QUICK}&a.profession=farmer&b.profession=farmer`);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("loads no model before someone asks for pictures, and shows nothing that needs them", async () => {
    expect(await page.locator("main > section:visible").count()).toBe(1);
    expect(requests.filter((url) => /\.(onnx|wasm|safetensors|parquet)$/.test(url))).toEqual([]);
  });

  it("draws the same seeds in both columns, with what they have in common", async () => {
    await page.click("#draw");
    await says(/^Done: 2 pictures on the left, 2 on the right\.$/);
    expect(await cells("[data-side=a] .seed")).toEqual(["seed 0", "seed 1"]);
    expect(await cells("[data-side=b] .seed")).toEqual(["seed 0", "seed 1"]);
    const [left, right] = [await pixels("a"), await pixels("b")];
    expect(left[0]).toHaveLength(64 * 64 * 4);
    expect(left).not.toEqual(right);
    await expect.poll(() => page.locator(".average canvas").count()).toBe(2);
    await expect
      .poll(() => cells("#colours tbody th"))
      .toEqual(["Left: farmer, tiny Stable Diffusion, guidance 3", "Right: farmer, skewed twin, guidance 3"]);
  });

  it("draws again what is chosen, keeps it in the URL, and remembers what it has drawn", async () => {
    const before = await pixels("a");
    await page.selectOption("#b-model", "tiny");
    await says(/^Done/);
    // The same model and the same noise.
    await expect.poll(() => pixels("b")).toEqual(before);
    await page.focus("#a-guidance");
    await page.keyboard.press("End");
    await page.waitForFunction(() => location.search.includes("a.guidance=7"));
    await says(/^Done/);
    await expect.poll(async () => (await pixels("a")).length).toBe(2);
    expect(await pixels("a")).not.toEqual(before);
    await page.selectOption("#a-adjective", "smiling");
    await says(/^Done/);
    expect(await page.getAttribute("[data-side=a] .picture-button >> nth=0", "aria-label")).toBe(
      "“smiling farmer” with seed 0",
    );
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      ...{ "a.profession": "farmer", "b.profession": "farmer", count: "2", steps: "3" },
      ...{ "a.guidance": "7", "a.adjective": "smiling", "b.model": "tiny" },
    });
  });

  it("stops on request, and keeps what is there", async () => {
    await page.fill("#seed", "500");
    await page.fill("#count", "60");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("[data-side=b] .pictures canvas").length >= 1);
    await page.click("#stop");
    await says(/^Stopped after \d+ pictures\.$/);
    const stopped = await page.locator(".pictures canvas").count();
    expect(stopped).toBeLessThan(120);
    expect(await page.locator("#stop").isDisabled()).toBe(true);
    await page.waitForTimeout(1500);
    expect(await page.locator(".pictures canvas").count()).toBe(stopped);
  });

  it("compares with clusters of people, without labels, and with intervals", async () => {
    await open(`${QUICK}&a.profession=farmer&b.profession=farmer&clusters=4&picture=a0`);
    await says(/^Compared/, "one-status");
    expect(await page.textContent("#people")).not.toContain("%");
    await page.click("#compare-people");
    await says(/^Compared/, "people-status");
    expect(await page.locator("#people tbody tr").count()).toBe(4);
    const filled = await cells("#people-table > .scroll tbody tr:first-child td");
    expect(filled[0]).toMatch(/^\d+ % \(\d+ % to \d+ %\)$/);
    await page.locator("#people .cluster summary").first().press("Enter");
    expect(await page.textContent("#people .cluster details[open] p")).toMatch(/^\d+ pictures of: (woman|man|person)/);
    await page.selectOption("#clusters", "8");
    await expect.poll(() => page.locator("#people tbody tr").count()).toBe(8);
  });

  it("says what a picture is like, in the columns and in the training set", async () => {
    await page.locator("[data-side=b] .picture-button").nth(1).press("Enter");
    await says(/^Compared with 3 pictures/, "one-status");
    expect(new URL(page.url()).searchParams.get("picture")).toBe("b1");
    expect(await page.locator("#one .found li").count()).toBe(3);
    expect(await page.locator("#one .drawings > li").count()).toBe(8);
    expect(await page.textContent("#one .drawings")).toMatch(/“[^”]+” \d\.\d{3}/);
    expect(await page.textContent("#one .drawings .credit")).toMatch(/^row \d+, similarity [01]\.\d\d; .+, .+/);
    await page.locator("#one .found button").first().press("Enter");
    await page.waitForFunction(() => new URLSearchParams(location.search).get("picture") !== "b1");
    await says(/^Compared/, "one-status");
    expect(await page.locator(".picture-button[aria-pressed=true]").count()).toBe(1);
  });

  it("compares by visual words, too, and says what differs", async () => {
    expect(await page.textContent("#one-views")).toContain("learned from drawings with their captions");
    await page.focus("#alike input:checked");
    await page.keyboard.press("ArrowDown");
    await says(/^Compared with 3 pictures and the training drawings of “farmer”\.$/, "one-status");
    expect(new URL(page.url()).searchParams.get("alike")).toBe("words");
    expect(await page.locator("#one .found li").count()).toBe(3);
    expect(await page.locator("#one .drawings > li").count()).toBe(8);
    expect(await page.textContent("#one-views")).toContain("patches of 4 × 4 pixels");
    expect((await cells("#one .drawings .name")).every((name) => /farmer/.test(name))).toBe(true);
  });

  it("draws a picture as if some drawings hadn't been there, and what the twin draws", async () => {
    await page.selectOption("#without", "men");
    expect(await page.locator("#as-if-views > *").count()).toBe(0);
    await page.focus("#as-if-form button");
    await page.keyboard.press("Enter");
    await says(/^Drawn\. .* without the 14 drawings named after a man, from 15/, "as-if-status");
    expect(new URL(page.url()).searchParams.get("without")).toBe("men");
    expect(await page.locator("#as-if .as-if canvas").count()).toBe(4);
    expect(await cells("#as-if h4")).toEqual(["By the formula", "By the trained networks"]);
    expect((await cells("#as-if figcaption"))[3]).toBe("skewed twin: women’s drawings have 24 % in its data");
    // The formula's pictures are made of drawings; of none that was left out.
    const rows = await page.$$eval("#as-if tbody tr", (all) =>
      all.map((row) => row.textContent!.replaceAll("\u00a0", " ")),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) if (/^man/.test(row)) expect(row).toMatch(/\d+ %0 %/);
    await page.selectOption("#without", "weights");
    await says(/weights of the twin’s data/, "as-if-status");
    await page.selectOption("#without", "neither");
    await says(
      /^None of the 29 training drawings with the caption “farmer” is one of the drawings named after neither/,
      "as-if-status",
    );
    expect(await page.locator("#as-if-views > *").count()).toBe(0);
  });

  it("says what the data hold, by the weights of both columns", async () => {
    await page.click("#look-up");
    await says(/^Looked up/, "data-status");
    expect(await cells("#data .of-data tbody tr:nth-child(1) > *")).toEqual([
      ...["tiny Stable Diffusion", "50 %", "50 %", "0 %", "29"],
    ]);
    expect((await cells("#data .of-data tbody tr:nth-child(2) > *")).slice(0, 3)).toEqual([
      "skewed twin",
      "24 %",
      "76 %",
    ]);
    expect(await page.locator("#data .strip img").count()).toBe(20);
    expect((await cells("#data tbody th bdi")).some((caption) => caption.includes("farmer"))).toBe(true);
  });

  it("fits on a phone, and passes axe in light and dark, with everything open", async () => {
    await page.selectOption("#without", "men");
    await page.click("#as-if-form button");
    await says(/^Drawn/, "as-if-status");
    await page.click("#show-shares");
    await says(/^This is how often/, "shares-status");
    await page.fill("#curve-count", "10");
    await page.setViewportSize({ width: 375, height: 812 });
    for (const alike of ["words", "clip"]) {
      await page.check(`#alike input[value=${alike}]`);
      await says(/^Compared/, "one-status");
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeViolations(page), `${alike}, ${colorScheme}`).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("counts only after it has said what a classifier can't say, with its error", async () => {
    await open("count=1&steps=2&b.model=tiny&a.profession=pilot&b.profession=pilot&b.guidance=1");
    expect(await page.locator("#after-shares").isVisible()).toBe(false);
    expect(await page.textContent("#before-shares")).toMatch(/no third\s+answer/);
    await page.click("#show-shares");
    await says(/^This is how often/, "shares-status");
    expect(await cells("#shares tbody tr > *")).toEqual([
      "pilot",
      "22 of 25",
      "23 of 23",
      expect.stringMatching(/^\d+ % \(/),
    ]);
    await page.fill("#curve-count", "10");
    await page.click("#run-shares");
    await says(/^Counted 40 pictures\.$/, "shares-status");
    // Both columns differ in guidance alone, so there is one curve.
    expect(await page.locator("#shares .chart .point").count()).toBe(4);
    const rows = await cells("#shares-views table:nth-of-type(1) tbody tr");
    expect(rows.filter((row) => /^[1357]10\d+/.test(row))).toHaveLength(4);
    expect((await cells("#shares caption")).at(-1)).toContain("In the data: 50 %");
    await page.click("#hide-shares");
    expect(await page.locator("#shares .chart").count()).toBe(0);
  });

  it("opens a grid from a folder, whose names are only ever text, and goes back", async () => {
    await page.goto(`${served.url}index.html`);
    const folder = await mkdtemp(join(tmpdir(), "bias-explorer-"));
    try {
      const rows = ["<b>one</b>", "two"].flatMap((model, m) =>
        [3, 4].map((seed) => {
          const data = new Uint8ClampedArray(32 * 32 * 4).fill(seed * 40 + m);
          const image = { width: 32, height: 32, data };
          const values = { adjective: "", profession: "plumber" };
          const key = JSON.stringify([model, {}, values, seed]);
          return rowOfGridImage({ key, model, values, setting: {}, prompt: "plumber", seed, image }, encodePng(image));
        }),
      );
      {
        await using writer = await createDataset(folder);
        await writer.append(rows);
      }
      await page.click("#elsewhere summary");
      await page.setInputFiles(
        "#files",
        readdirSync(folder).map((name) => join(folder, name)),
      );
      await says(/^4 pictures of \d+ files\.$/, "source-status");
      await says(/^Done: 2 pictures on the left, 2 on the right/);
      expect(await page.$eval("#a-model", (select) => (select as HTMLSelectElement).selectedOptions[0]!.text)).toBe(
        "<b>one</b>",
      );
      expect(await page.$eval("#b-model", (select) => (select as HTMLSelectElement).value)).toBe("two");
      expect(await cells("[data-side=a] .seed")).toEqual(["seed 3", "seed 4"]);
      // What is about the tiny models and their data isn't there.
      expect(await page.locator("#draw, #a-guidance, #data, #shares").filter({ visible: true }).count()).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
    await page.setInputFiles("#files", {
      name: "c.parquet",
      mimeType: "",
      buffer: Buffer.from("PAR1 but nothing else"),
    });
    await says(/can't be read as Parquet/, "source-status");
    await page.setInputFiles("#files", fileURLToPath(new URL("./stable-bias.parquet", import.meta.url)));
    await says(/^8 pictures of stable-bias\.parquet\.$/, "source-status");
    await says(/^Done: 2 pictures on the left, 2 on the right/);
    expect(await page.$eval("#b-model", (select) => (select as HTMLSelectElement).value)).toBe("SD_2");
    await expect
      .poll(() => cells("#colours tbody th"))
      .toEqual(["Left: tax collector, DallE", "Right: tax collector, SD_2"]);
    await page.setInputFiles("#files", {
      name: "d.jsonl",
      mimeType: "",
      buffer: Buffer.from('{"URL":"a","TEXT":"b"}'),
    });
    await says(/d\.jsonl has no pictures of a grid/, "source-status");
    await page.click("#back");
    expect(await page.locator("#draw").isVisible()).toBe(true);
    await says(/^Press/);
    expect(await page.locator("main > section:visible").count()).toBe(1);
  });

  it("opens a grid by its URL, and compares its pictures", async () => {
    const sample = `${served.url}${[...served.files.keys()].find((path) => /identities.*\.parquet$/.test(path))}`;
    await page.goto(`${served.url}index.html?count=3&data=${encodeURIComponent(sample)}`);
    await says(/^288 pictures of http/, "source-status");
    await says(/^Done: 3 pictures on the left, 3 on the right/);
    expect(await page.$eval("#b-model", (select) => (select as HTMLSelectElement).value)).toBe("twin");
    await page.selectOption("#b-profession", "man with dark skin tone");
    await says(/^Done/);
    await page.locator("[data-side=b] .picture-button").first().click();
    await says(/^Compared with 5 pictures\.$/, "one-status");
    expect(await page.locator("#one .drawings").count()).toBe(0);
    expect(new URL(page.url()).searchParams.get("b.profession")).toBe("man with dark skin tone");
  });

  it("opens with odd things in the address", async () => {
    await open("count=1&steps=1e9&a.profession=%3Cb%3E&b.model=__proto__&clusters=7&picture=a99&steps=2");
    expect(await page.textContent("#one-help")).toContain("Choose a picture");
  });

  it("asks only its own server, and nothing is wrong in the console", () => {
    expect(requests.filter((url) => !url.startsWith(served.url) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
