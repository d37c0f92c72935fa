import { describe, expect, it } from "vitest";
import { parseSrcset } from "../../src/url.js";

const written = (srcset: string): string =>
  parseSrcset(srcset)
    .map(({ url, descriptor }) => (descriptor === undefined ? url : `${url} ${descriptor}`))
    .join(" | ");

describe("parseSrcset", () => {
  it.each([
    ["b.jpg", "b.jpg"],
    ["b.jpg 2x", "b.jpg 2x"],
    ["b.jpg, c.jpg 1.5x", "b.jpg | c.jpg 1.5x"],
    ["b.jpg 1x,c.jpg 2x", "b.jpg 1x | c.jpg 2x"],
    [",, /b.jpg\t100w\n,\f/c.jpg 200w 50h ,", "/b.jpg 100w | /c.jpg 200w"],
    ["b,1.jpg 1x, data:image/png;base64,AA== 2x", "b,1.jpg 1x | data:image/png;base64,AA== 2x"],
    ["b.jpg,,, c.jpg", "b.jpg | c.jpg"],
    ["b.jpg -1x, c.jpg 0w, d.jpg 1x 2x, e.jpg 1w 1x, f.jpg 5h, g.jpg 1.5w, h.jpg nonsense", ""],
    ["b.jpg calc(1x, 2x), c.jpg", "c.jpg"],
    ["b.jpg (1x, c.jpg 2x", ""],
    ["b.jpg 1e2x, c.jpg .5x, d.jpg 1.x", "b.jpg 1e2x | c.jpg .5x"],
    ["", ""],
    [" ,\n, ", ""],
  ])("of %j: %s", (srcset, expected) => {
    expect(written(srcset)).toBe(expected);
  });
});
