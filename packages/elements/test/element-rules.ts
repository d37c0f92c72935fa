import { axeViolations, hostileTexts } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { expect, it } from "vitest";
import type { ElementsSite, PageOptions } from "./open-elements.js";

/** What has to be known about an element to check what holds for all of them. */
export type CheckedElement = {
  readonly tag: string;
  /** A page with one element that shows all that it can show. */
  readonly body: string;
  /** Files of the page's server that the body names. */
  readonly files?: PageOptions["files"];
  /** Selects something that is there as soon as the element has done its work. */
  readonly ready: string;
  /** Opens what is folded, and leaves what is open, before axe looks. Default: every `details`. */
  readonly unfold?: (page: Page) => Promise<void>;
  /** What is in the element on a German page, and not on an English one. */
  readonly german: RegExp;
  /** The element with an attribute that can't work, and the code of the error that its card shows. */
  readonly wrong: { readonly body: string; readonly code: string };
  /** The element with this text wherever a text can come from, with the files that it needs; `index` is for their names. */
  readonly hostile: (text: string, index: number) => { readonly body: string; readonly files?: PageOptions["files"] };
};

/** A text as the value of an attribute. */
export const attributeOf = (text: string): string =>
  `"${text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;

/** Checks in Chromium what holds for every element. Call it inside `describe`. */
export function itKeepsTheRules(site: () => ElementsSite, element: CheckedElement): void {
  const { tag, body, files, ready, german, wrong, hostile } = element;
  const options = files === undefined ? {} : { files };
  const unfold =
    element.unfold ??
    (async (page) => {
      await page.locator(`${tag} details`).evaluateAll((all) => {
        for (const each of all) (each as HTMLDetailsElement).open = true;
      });
    });
  const atReady = async (page: Page): Promise<void> => {
    await page.locator(`${tag} ${ready}`).first().waitFor({ state: "attached", timeout: 100_000 });
  };

  /** Both themes are checked: first the one that the page is in. */
  const passesAxeAndFits = async (page: Page, width: number, themes: readonly ("light" | "dark")[]): Promise<void> => {
    await unfold(page);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      expect(await axeViolations(page), colorScheme).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), colorScheme).toBe(width);
    }
  };

  it("passes axe and fits on a wide screen, opened in the dark and then in light, with nothing wrong in the console", async () => {
    const { page, complaints } = await site().open(body, { ...options, colorScheme: "dark" });
    await atReady(page);
    await passesAxeAndFits(page, 1280, ["dark", "light"]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("does so on a phone, where it speaks German on a German page, and changes with it", async () => {
    const { page, complaints } = await site().open(body, { ...options, lang: "de", width: 375 });
    await atReady(page);
    const text = (): Promise<string> => page.locator(tag).evaluate((host) => host.shadowRoot?.textContent ?? "");
    expect(await text()).toMatch(german);
    await passesAxeAndFits(page, 375, ["light"]);
    await page.evaluate(() => {
      document.documentElement.lang = "en";
    });
    await expect.poll(text).not.toMatch(german);
    await passesAxeAndFits(page, 375, ["light", "dark"]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows hostile texts as texts", async () => {
    const pages = hostileTexts.map(hostile);
    const { page, complaints, requests } = await site().open(pages.map((each) => each.body).join("\n"), {
      files: Object.assign({}, ...pages.map((each) => each.files)),
    });
    const elements = await page.locator(tag).all();
    expect(elements.length).toBe(hostileTexts.length);
    for (const each of elements) {
      await each.scrollIntoViewIfNeeded();
      await each.locator(ready).first().waitFor({ state: "attached", timeout: 100_000 });
    }
    await unfold(page);
    expect(await page.evaluate(() => Reflect.get(globalThis, "pwned"))).toBeUndefined();
    expect(await page.locator(`${tag} :is(script, iframe, template, object, embed)`).count()).toBe(0);
    expect(requests.filter((url) => url.includes("evil.example"))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("says in a card what is wrong, and tells the page", async () => {
    const { page } = await site().open("", options);
    const told = page.evaluate(
      () =>
        new Promise<string>((resolve) =>
          document.addEventListener("alt2img-error", ({ detail }) => resolve(detail.error.code), { once: true }),
        ),
    );
    await page.locator("main").evaluate((main, html) => main.insertAdjacentHTML("beforeend", html), wrong.body);
    expect(await told).toBe(wrong.code);
    const card = page.locator(`${tag} [role="alert"]`);
    await card.waitFor();
    expect(await card.textContent()).toContain(wrong.code);
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });

  it("stops when it is removed, and works when it comes back", async () => {
    const { page, complaints } = await site().open("", options);
    await page.evaluate(() => {
      document.addEventListener("alt2img-error", () => Reflect.set(globalThis, "failed", true));
    });
    await page.locator("main").evaluate((main, html) => {
      main.insertAdjacentHTML("beforeend", html);
      const added = main.lastElementChild!;
      Reflect.set(globalThis, "removed", added);
      // After its work has begun.
      requestAnimationFrame(() => requestAnimationFrame(() => added.remove()));
    }, body);
    await expect.poll(() => page.locator(tag).count()).toBe(0);
    await page.locator("main").evaluate((main) => main.append(Reflect.get(globalThis, "removed") as Node));
    await atReady(page);
    expect(await page.evaluate(() => Reflect.get(globalThis, "failed"))).toBeUndefined();
    expect(complaints).toEqual([]);
    await page.close();
  });
}
