import { urlResolver } from "@alt2img/core/url";
import { describe, expect, it } from "vitest";
import { resolveSrcset } from "../src/wat/resolve-srcset.js";

const resolve = urlResolver("https://example.org/a/");

describe("resolveSrcset", () => {
  it.each([
    ["b.jpg", "https://example.org/a/b.jpg"],
    ["b.jpg 2x", "https://example.org/a/b.jpg 2x"],
    ["b.jpg, c.jpg 1.5x", "https://example.org/a/b.jpg, https://example.org/a/c.jpg 1.5x"],
    ["b.jpg 1x,c.jpg 2x", "https://example.org/a/b.jpg 1x, https://example.org/a/c.jpg 2x"],
    [",, /b.jpg\t100w\n,\f/c.jpg 200w 50h ,", "https://example.org/b.jpg 100w, https://example.org/c.jpg 200w"],
    ["b,1.jpg 1x, data:image/png;base64,AA== 2x", "https://example.org/a/b,1.jpg 1x, data:image/png;base64,AA== 2x"],
    ["b.jpg,,, c.jpg", "https://example.org/a/b.jpg, https://example.org/a/c.jpg"],
    ["b.jpg calc(1x, 2x), c.jpg", "https://example.org/a/c.jpg"],
    ["http://[x 1x, b.jpg 2x", "https://example.org/a/b.jpg 2x"],
  ])("resolves %j, and a second time without a change", (srcset, expected) => {
    const found = resolveSrcset(srcset, resolve);
    expect(found).toEqual({ url: expected.replace(/,? .*$/, ""), srcset: expected });
    expect(resolveSrcset(expected, resolve)).toEqual(found);
  });

  it.each(["", " ", ",", " , ,", "http://[x 1x", "b.jpg (1x"])("finds no candidates in %j", (srcset) => {
    expect(resolveSrcset(srcset, resolve)).toBeUndefined();
  });

  it("takes the first hundred candidates", () => {
    const many = Array.from({ length: 1000 }, (_, i) => `${i}.jpg ${i + 1}w`).join();
    expect(resolveSrcset(many, resolve)?.srcset.split(", ")).toHaveLength(100);
  });
});
