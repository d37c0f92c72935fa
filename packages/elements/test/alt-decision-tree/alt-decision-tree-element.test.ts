// The element in Chromium, from a CDN on another origin.
import { altDecisionTree, decideAlt } from "@alt2img/alt-text/lint";
import { focusOrder } from "@alt2img/testing/page";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attributeOf, itKeepsTheRules } from "../element-rules.js";
import { type ElementsSite, hasChromium, openElements } from "../open-elements.js";

const TAG = "alt2img-alt-decision-tree";
const heading = (page: Page): Promise<string | null> => page.locator(`${TAG} .question`).textContent();
const answer = (page: Page, label: string): Promise<void> =>
  page.locator(TAG).getByRole("button", { name: label, exact: true }).click();
const adviceOf = (path: string[]): string => {
  const step = decideAlt(altDecisionTree, path);
  return step.done ? step.outcome.advice : step.question.question;
};

describe.skipIf(!hasChromium)(TAG, () => {
  let site: ElementsSite;
  beforeAll(async () => {
    site = await openElements();
  });
  afterAll(() => site?.close());

  it("walks to an outcome and back, moves the focus along, and tells the page", async () => {
    const { page, complaints } = await site.open(`<${TAG}></${TAG}>`);
    await page.evaluate(() => {
      const told: unknown[] = [];
      Reflect.set(globalThis, "told", told);
      document.addEventListener("alt2img-alt-decision", ({ detail }) => told.push(detail));
    });
    expect(await heading(page)).toBe(adviceOf([]));
    await answer(page, "No");
    await expect.poll(() => heading(page)).toBe(adviceOf(["no"]));
    expect(
      await page.locator(`${TAG} .question`).evaluate((at) => (at.getRootNode() as ShadowRoot).activeElement === at),
    ).toBe(true);
    await answer(page, "Yes");
    await expect.poll(() => heading(page)).toBe(adviceOf(["no", "yes"]));
    expect(await page.locator(`${TAG} pre`).textContent()).toContain('alt="Print this page"');
    await answer(page, "Back");
    await expect.poll(() => heading(page)).toBe(adviceOf(["no"]));
    await answer(page, "Start again");
    await expect.poll(() => heading(page)).toBe(adviceOf([]));
    expect(await page.evaluate(() => Reflect.get(globalThis, "told"))).toEqual([
      { path: ["no"] },
      { path: ["no", "yes"], outcome: "function" },
      { path: ["no"] },
      { path: [] },
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it("shows the picture in question, keeps the answers in the address", async () => {
    const picture = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    const { page } = await site.open(`<${TAG} picture="${picture}" url-state="alt"></${TAG}>`);
    expect(await page.locator(`${TAG} img`).getAttribute("alt")).toBe("The picture in question");
    await answer(page, "Yes");
    await expect.poll(() => page.url()).toMatch(/#alt\.path=yes$/);
    await page.reload();
    await expect.poll(() => heading(page)).toBe(adviceOf(["yes"]));
    await page.close();
  });

  it("needs nothing but the keyboard", async () => {
    const { page } = await site.open(`<${TAG} path="no no"></${TAG}>`);
    await page.locator(`${TAG} .question`).waitFor();
    expect(await focusOrder(page)).toEqual([
      "button: Yes",
      "button: No",
      "button: Back",
      "button: Start again",
      "summary: Your answers",
      "a: W3C: An alt Decision Tree",
    ]);
    await page.locator(TAG).getByRole("button", { name: "No", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => heading(page)).toBe(adviceOf(["no", "no", "no"]));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect.poll(() => heading(page)).toBe(adviceOf(["no", "no", "no", "yes"]));
    await page.close();
  });

  it("keeps the last question when a path leads nowhere", async () => {
    const { page } = await site.open(`<${TAG} path="no"></${TAG}>`);
    await page.locator(TAG).evaluate((element) => element.setAttribute("path", "no perhaps"));
    await page.locator(`${TAG} [role=alert]`).waitFor();
    expect(await heading(page)).toBe(adviceOf(["no"]));
    await page.locator(TAG).evaluate((element) => element.setAttribute("path", ""));
    await expect.poll(() => page.locator(`${TAG} [role=alert]`).count()).toBe(0);
    await page.close();
  });

  itKeepsTheRules(() => site, {
    tag: TAG,
    body: `<${TAG} path="no yes"></${TAG}>`,
    ready: ".question",
    german: /Schaltfläche.*Von vorn/s,
    wrong: { body: `<${TAG} path="perhaps"></${TAG}>`, code: "alt-text/unknown-answer" },
    hostile: (text) => ({ body: `<${TAG} picture=${attributeOf(`javascript:${text}`)}></${TAG}>` }),
  });
});
