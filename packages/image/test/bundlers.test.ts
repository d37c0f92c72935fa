// The built package on a page of each bundler, with nothing configured: it decodes without a file that the bundler would
// have to know of.
import { bundlers, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeImage } from "../src/index.js";
import { goldenFile } from "./golden-files.js";
import { digest } from "./make-picture.js";

const names = ["rgb-q75-s2.jpg", "lossy.webp", "rgba.avif"];

const main = `
import { decodeImage } from "@alt2img/image";

async function decode(name) {
  const { data } = await decodeImage((await fetch("/" + name)).body);
  const hash = await crypto.subtle.digest("SHA-256", data);
  return Array.from(new Uint8Array(hash).subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const result = Promise.all(${JSON.stringify(names)}.map(decode));
`;

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it.each(bundlers)("of %s decodes a JPEG, a WebP and an AVIF", async (bundler) => {
    const files = Object.fromEntries(names.map((name) => [name, goldenFile(name).bytes]));
    const expected = names.map(async (name) => await digest((await decodeImage(goldenFile(name).bytes)).data));
    const { url, close } = await serveBundled(bundler, {
      ...{ from: import.meta.url, packages: ["@alt2img/image"], main, files },
    });
    try {
      const { result, requests, complaints } = await openPage(browser, url);
      expect(result).toEqual(await Promise.all(expected));
      expect(complaints).toEqual([]);
      expect(requests.filter((request) => request.endsWith(".wasm"))).toEqual([]);
    } finally {
      await close();
    }
  });
});
