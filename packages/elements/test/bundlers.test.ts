// The package as users bundle it, and in the pages of frameworks, without any setting that they would have to know of.
import { type Bundler, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const TOKENS = ["<|startoftext|>", "a</w>", "red</w>", "apple</w>", "<|endoftext|>"];

const plain = `
import { TokensElement } from "@alt2img/elements/tokens";
export const result = new Promise((resolve, reject) => {
  const element = new TokensElement();
  element.text = "a red apple";
  element.addEventListener("alt2img-tokens", ({ detail }) => resolve(detail.tokens));
  element.addEventListener("alt2img-error", ({ detail }) => reject(detail.error));
  document.body.append(element);
});`;

const react = `
import "@alt2img/elements";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
export const result = new Promise((resolve, reject) => {
  const root = document.body.appendChild(document.createElement("div"));
  createRoot(root).render(createElement("alt2img-tokens", {
    text: "a red apple",
    noInput: true,
    "onalt2img-tokens": ({ detail, currentTarget }) => resolve(currentTarget.noInput ? detail.tokens : "no property"),
    "onalt2img-error": ({ detail }) => reject(detail.error),
  }));
});`;

describe.skipIf(!hasChromium)("bundled", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  const run = async (bundler: Bundler, packages: string[], main: string): Promise<unknown> => {
    const served = await serveBundled(bundler, { from: import.meta.url, packages, main });
    try {
      const { result, complaints } = await openPage(browser, served.url);
      // Vite's server takes Lit's development build.
      expect(complaints.filter((line) => !line.startsWith("Lit is in dev mode"))).toEqual([]);
      return result;
    } finally {
      await served.close();
    }
  };

  it.each(["vite dev", "vite build", "webpack"] as const)(
    "works in %s",
    async (bundler) => {
      expect(await run(bundler, ["@alt2img/elements", "@alt2img/tiny-clip"], plain)).toEqual(TOKENS);
    },
    600_000,
  );

  it("works in React, by its properties and events", async () => {
    const packages = ["@alt2img/elements", "@alt2img/tiny-clip", "react", "react-dom"];
    expect(await run("vite build", packages, react)).toEqual(TOKENS);
  });
});
