// The built package on a page of each bundler, without its optional peers.
import { bundlers, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const main = `
import { tinyCrawl } from "@alt2img/tiny";
export const result = tinyCrawl.read("README.md").then(() => "read", ({ code }) => code);
`;

/** webpack says this of every optional peer. */
const warning = /Can't resolve '@alt2img\/tiny-/;

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each(bundlers)("of %s builds without the data packages, and says which one is missing", async (bundler) => {
    const { url, close } = await serveBundled(bundler, {
      ...{ from: import.meta.url, packages: ["@alt2img/tiny"], main, warning },
    });
    try {
      expect((await openPage(browser, url)).result).toBe("tiny/not-installed");
    } finally {
      await close();
    }
  });
});
