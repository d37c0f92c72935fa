// The built page, in Chromium.
import { fileURLToPath } from "node:url";
import { samplers } from "@alt2img/diffusion";
import { hasChromium, launchChromium, serveBuiltPage } from "@alt2img/testing/bundlers";
import type { FileServer } from "@alt2img/testing/node";
import { axeViolations, watchPage } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

describe.skipIf(!hasChromium)("the lab", () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let served: FileServer;
  let page: Page;
  let complaints: string[];
  let requests: string[];

  const open = async (query: string): Promise<void> => {
    await page.goto(`${served.url}index.html${query}`);
    await done();
  };
  const status = (): Promise<string | null> => page.textContent("#run-status");
  const done = (): Promise<unknown> =>
    page.waitForFunction(() => document.querySelector("#run-status")?.textContent?.startsWith("Done"));
  const note = (painter: string): Promise<string | null> => page.textContent(`[data-painter=${painter}] .note`);
  /** Of a copy, since the page's own canvases aren't made to be read. */
  const pixelsOf = (canvas: string): Promise<number[]> =>
    page.$eval(canvas, (shown: HTMLCanvasElement) => {
      const context = new OffscreenCanvas(shown.width, shown.height).getContext("2d", { willReadFrequently: true })!;
      context.drawImage(shown, 0, 0);
      return [...context.getImageData(0, 0, shown.width, shown.height).data];
    });
  const guess = (painter: string): Promise<number[]> => pixelsOf(`[data-painter=${painter}] .surface canvas`);
  /** Waits until the page has drawn what it knows. */
  const drawn = (): Promise<unknown> =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));

  beforeAll(async () => {
    [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(root)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    ({ complaints, requests } = watchPage(page));
    await open("");
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), served?.close()]);
  });

  it("draws with both formulas, without any model", async () => {
    expect(await note("optimal")).toMatch(/^20 steps with euler\. This is “.+” of the set, to the last pixel\.$/);
    expect(await note("local")).toMatch(/^20 steps with euler\. Nearest in the set: “.+”, \d+ % away\.$/);
    expect(await page.textContent("#step-value")).toBe("20 of 20, sigma 0.020");
    expect(await guess("optimal")).not.toEqual(await guess("local"));
    expect(requests.filter((url) => /\.(onnx|wasm|safetensors)$/.test(url))).toEqual([]);
  });

  it("draws the same from the same seed, and something else from another", async () => {
    const first = await guess("local");
    await page.click("#next-seed");
    await page.waitForFunction(() => location.search === "?seed=4");
    await done();
    await drawn();
    expect(await guess("local")).not.toEqual(first);
    await page.fill("#seed", "3");
    await page.waitForFunction(() => location.search === "" || location.search === "?");
    await done();
    await drawn();
    expect(await guess("local")).toEqual(first);
  });

  it("shows each step by the slider", async () => {
    const last = await guess("local");
    await page.focus("#step");
    await page.keyboard.press("Home");
    await drawn();
    expect(await page.textContent("#step-value")).toBe("1 of 20, sigma 20");
    expect(await guess("local")).not.toEqual(last);
    // With all that noise, both guess what the drawings are on average.
    const [optimal, local] = [await guess("optimal"), await guess("local")];
    expect(Math.max(...optimal.map((value, i) => Math.abs(value - local[i]!)))).toBeLessThan(60);
    await page.keyboard.press("End");
    await drawn();
    expect(await guess("local")).toEqual(last);
  });

  it("says where a pixel comes from, by pointer and by keyboard", async () => {
    const surface = page.locator("[data-painter=optimal] .surface");
    await surface.hover({ position: { x: 100, y: 100 } });
    await page.waitForFunction(() => document.querySelectorAll("#source-list li").length === 1);
    const name = /This is “(.+)” of/.exec((await note("optimal"))!)![1]!;
    expect(await page.textContent("#source-list li")).toBe(`100 % ${name}`);

    await page.locator("[data-painter=local] .surface").focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+ArrowUp");
    await page.waitForFunction(() => document.querySelector("#sources-note")?.textContent?.startsWith("Recombines"));
    await page.waitForFunction(() => document.querySelector("#sources-status")?.textContent !== "");
    const place = /row \d+, column \d+/.exec((await page.textContent("#sources-note"))!)![0];
    expect(await page.textContent("#sources-status")).toContain(`${place}: `);
    expect(await page.locator("#source-list .mark").count()).toBeGreaterThan(0);

    // With all noise, every drawing has a part in it.
    await page.focus("#step");
    await page.keyboard.press("Home");
    await page.waitForFunction(() => document.querySelectorAll("#source-list li").length === 6);
    expect(await page.textContent("#sources-note")).toMatch(/step 1, .*: from 196 places; the first 6/);
  });

  it("runs again with what is chosen meanwhile, and keeps it in the URL", async () => {
    await page.check("#slowly");
    await page.getByRole("button", { name: "Run" }).click();
    await page.waitForFunction(() => document.querySelector("#run-status")?.textContent?.startsWith("Drawing"));
    await page.selectOption("#sampler", "heun");
    await page.selectOption("#schedule", "flow");
    await page.fill("#steps", "9");
    await page.uncheck("#slowly");
    await page.selectOption("#kind", "bird");
    await page.waitForFunction(() => new URLSearchParams(location.search).get("kind") === "bird");
    await done();
    await drawn();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      ...{ sampler: "heun", schedule: "flow", steps: "9", kind: "bird" },
    });
    expect(await note("optimal")).toMatch(/^9 steps with heun, 17 guesses\./);
    expect(await page.textContent("#sampler-note")).toMatch(/^heun: order 2, 2 guesses a step, no chance/);
    expect(await page.textContent("#step-value")).toContain("of 9");
  });

  it("stops on request, and keeps what is there", async () => {
    await open("?steps=60");
    await page.check("#slowly");
    await page.getByRole("button", { name: "Run" }).click();
    await page.waitForFunction(() => document.querySelector("#step-value")?.textContent?.startsWith("2 of"));
    await page.getByRole("button", { name: "Stop" }).click();
    await page.waitForFunction(() => document.querySelector("#run-status")?.textContent?.startsWith("Stopped"));
    const stopped = await status();
    const shown = await page.textContent("#step-value");
    expect(await page.locator("#stop").isDisabled()).toBe(true);
    await page.waitForTimeout(1000);
    expect([await status(), await page.textContent("#step-value")]).toEqual([stopped, shown]);
    await page.uncheck("#slowly");
    await page.getByRole("button", { name: "Run" }).click();
    await done();
  });

  it("takes a drawing on the noise for a hint", async () => {
    await open("?set=faces");
    const before = await note("optimal");
    await page.fill("#colour", "#1030ff");
    await page.fill("#brush", "9");
    await page.focus("#start");
    await page.keyboard.down("Space");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    await page.keyboard.up("Space");
    await page.waitForFunction(
      (text) => ![text, ""].includes(document.querySelector("[data-painter=optimal] .note")?.textContent ?? ""),
      before,
    );
    await page.getByRole("button", { name: "Remove the drawing" }).click();
    await page.waitForFunction(
      (text) => document.querySelector("[data-painter=optimal] .note")?.textContent === text,
      before,
    );
  });

  it("guesses the drawing behind the noise, less and less surely", async () => {
    const difference = async (): Promise<number> => {
      const [clean, guessed] = [await pixelsOf("#clean"), await pixelsOf("#guessed")];
      return clean.reduce((sum, value, i) => sum + Math.abs(value - guessed[i]!), 0) / clean.length;
    };
    await page.focus("#amount");
    await page.keyboard.press("Home");
    await expect.poll(difference).toBeLessThan(1);
    await page.keyboard.press("End");
    await expect.poll(difference).toBeGreaterThan(5);
    expect(await page.getAttribute("#amount", "aria-valuetext")).toBe("0.05 × drawing + 1.00 × noise");
  });

  it("walks points through the plane, and keeps what is chosen in the address", async () => {
    const plane = page.locator("alt2img-trajectories");
    const ratio = async (): Promise<number> =>
      Number(/([\d.]+) times/.exec((await plane.locator("[aria-live]").textContent()) ?? "")?.[1]);
    await plane.scrollIntoViewIfNeeded();
    await plane.getByLabel("Data").selectOption("two");
    await expect.poll(() => page.url()).toContain("plane.points=two");
    await expect.poll(ratio).toBeLessThan(3);
    await plane.getByLabel("Sampler").selectOption("ddpm");
    // Fresh noise in each step makes the ways long.
    await expect.poll(ratio).toBeGreaterThan(3);
  });

  it("compares samplers, and keeps what is chosen in the address", async () => {
    const comparison = page.locator("alt2img-sampler-comparison");
    await comparison.scrollIntoViewIfNeeded();
    await comparison.getByRole("textbox", { name: "Steps" }).fill("2, 3");
    await comparison.getByRole("textbox", { name: "Steps" }).press("Enter");
    await expect.poll(() => page.url()).toContain("samplers.steps=2%2C+3");
    await expect
      .poll(() => comparison.locator("[aria-live]").textContent(), { timeout: 100_000 })
      .toMatch(/^Nearest to the reference: \w+, [23] steps/);
    expect(await comparison.locator("[part=table] canvas").count()).toBe(8);
  });

  it("draws in four steps as someone types, and keeps the prompt in the address", async () => {
    const typed = page.locator("alt2img-as-you-type");
    await typed.scrollIntoViewIfNeeded();
    await typed.getByLabel("Prompt").fill("yellow star");
    await expect
      .poll(() => typed.locator("[aria-live]").textContent(), { timeout: 100_000 })
      .toBe("Pictures: 4, of “yellow star”.");
    await expect.poll(() => page.url()).toContain("typed.prompt=yellow+star");
  });

  it("opens with odd things in the URL", async () => {
    await open("?set=__proto__&sampler=nonsense&steps=-3&seed=1e99&guidance=x&kind=dragon&prompt=%3Cb%3E&points=");
    expect(await page.inputValue("#sampler")).toBe("euler");
    expect(await page.inputValue("#steps")).toBe("1");
    expect(await page.inputValue("#seed")).toBe("4294967295");
    expect(await page.inputValue("#prompt")).toBe("<b>");
    expect(await note("optimal")).toMatch(/^1 step with euler/);
  });

  it("can use every sampler", async () => {
    await open("?steps=4&set=faces&patch=3");
    for (const { name } of samplers) {
      await page.selectOption("#sampler", name);
      await page.waitForFunction(
        (asked) => document.querySelector("[data-painter=optimal] .note")?.textContent?.includes(asked),
        `with ${name}`,
      );
    }
    await done();
  });

  it("loads the network when asked, and draws with all three from the same seed", async () => {
    await open("?steps=6&seed=3&prompt=red+heart");
    // The first time, the server has lost a file.
    await page.route("**/*.onnx", (route) => route.fulfill({ status: 404, body: "not found" }));
    await page.getByRole("button", { name: "Load the network" }).click();
    await page.waitForFunction(() => document.querySelector(".load [role=status]")?.textContent?.includes("404"));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("Load the network");
    await page.unroute("**/*.onnx");
    complaints.length = 0; // the browser's own, of the lost file
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".load") === null);
    await done();
    await drawn();
    expect(await note("network")).toBe("6 steps with euler");
    const pixels = await guess("network");
    expect(pixels).toHaveLength(64 * 64 * 4);
    const middle = pixels.slice(4 * (32 * 64 + 32), 4 * (32 * 64 + 32) + 3);
    expect(middle[0]).toBeGreaterThan(150);
    expect(middle[1]).toBeLessThan(100);
    // It hasn't got this sampler, and says which one it takes.
    await page.selectOption("#sampler", "dpm_adaptive");
    await page.waitForFunction(() => location.search.includes("dpm_adaptive"));
    await done();
    expect(await note("network")).toBe("6 steps with ddim");
    await page.selectOption("#sampler", "euler");
    // Another prompt draws again.
    await page.fill("#prompt", "green apple");
    await page.waitForFunction(() => location.search.includes("green"));
    await done();
    await drawn();
    expect(await guess("network")).not.toEqual(pixels);
  });

  it("fits on a phone, and passes axe in light and dark", async () => {
    await page.locator("[data-painter=local] .surface").focus();
    await page.keyboard.press("ArrowLeft");
    await page.waitForSelector("#source-list li");
    await page.setViewportSize({ width: 375, height: 812 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page), colorScheme).toEqual([]);
    }
  });

  it("asks only its own server, and nothing is wrong in the console", () => {
    expect(requests.filter((url) => !url.startsWith(served.url) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
