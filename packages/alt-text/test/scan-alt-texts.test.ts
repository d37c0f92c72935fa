import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, test } from "vitest";
import { extractPage, scanAltTexts } from "../src/index.js";

const pages = sharedData("html/pages");

describe.skipIf(!pages)("real pages: the same images as extractPage", () => {
  const names = pages === undefined ? [] : readdirSync(pages).filter((name) => name.endsWith(".html.gz"));
  test.each(names)("%s", (name) => {
    const html = gunzipSync(readFileSync(join(pages!, name)));
    const url = "https://example.org/a/b.html";
    const page = extractPage(html, { url });
    const elements = page.images.filter(({ element }) => element === "img");
    const { imageCount, images, metas } = scanAltTexts(html, { url });
    expect(imageCount).toBe(elements.length);
    expect(metas).toEqual(page.metas);
    const named = elements.filter(({ alt }) => alt?.trim());
    expect(images.map(({ alt, width, height }) => ({ alt, width, height }))).toEqual(
      named.map(({ alt, width, height }) => ({ alt, width, height })),
    );
    expect(images.map((image) => image.url)).toEqual(
      named.map(({ candidates }) => candidates.find((candidate) => candidate.url.startsWith("http"))?.url),
    );
  });
});
