// What a page's main thread does while it scores: it must stay able to draw and to answer. Measured is the processor's time of its
// tasks, from Chromium's own trace.
import type { RasterImage } from "@alt2img/core";
import { encodeJpeg, encodePng, encodeWebp } from "@alt2img/image";
import {
  hasChromium,
  launchChromium,
  longestTask,
  openPage,
  serveBundled,
  taskCategories,
} from "@alt2img/testing/bundlers";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageProject } from "./page-project.js";
import { makePicture } from "./pixels/make-picture.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const picture = (width: number, height: number) => {
  const made = makePicture(width, height);
  // Rows of noise would be more than any photo has.
  for (let y = 1; y < height; y += 2) made.data.copyWithin(4 * width * y, 4 * width * (y - 1), 4 * width * y);
  return made;
};
const encodeAvif = ({ width, height, data }: RasterImage): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .avif({ quality: 50, effort: 0 })
    .toBuffer();

const files: [name: string, make: () => Promise<Uint8Array> | Uint8Array][] = [
  ["a JPEG of 640 × 480", () => encodeJpeg(picture(640, 480))],
  ["a PNG of 1920 × 1080", () => encodePng(picture(1920, 1080), { level: 1 })],
  ["a JPEG of 12 megapixels", () => encodeJpeg(picture(4000, 3000))],
  ["a WebP of 12 megapixels", () => encodeWebp(picture(4000, 3000), { quality: 60 })],
  ["an AVIF of 6 megapixels", () => encodeAvif(picture(3000, 2000))],
];

const main = `
  const clip = await load();
  const blob = await (await fetch(new URLSearchParams(location.search).get("picture"))).blob();
  performance.mark("score start");
  const scores = [];
  for (let i = 0; i < 3; i++) scores.push((await score(clip, blob, "a red apple")).cosine);
  performance.mark("score end");
  return { scores, note: clip.runtime.note };
`;

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serveBundled>>;
  beforeAll(async () => {
    browser = await launchChromium();
    const made = await Promise.all(files.map(async ([, make], i) => [`picture${i}`, await make()] as const));
    served = await serveBundled("vite build", pageProject(main, Object.fromEntries(made)));
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });

  it.each(files.map(([name], i) => [name, i] as const))("has no task over 50 ms while it scores %s", async (_, i) => {
    await browser.startTracing(undefined, { categories: taskCategories });
    const { result } = await openPage(browser, `${served.url}?picture=picture${i}`);
    const { longest, count } = longestTask(await browser.stopTracing(), ["score start", "score end"]);
    const { scores, note } = result as { scores: number[]; note: string };
    expect(scores).toHaveLength(3);
    expect(note).not.toContain("decoded on the page itself");
    expect(count).toBeGreaterThan(5);
    expect(longest).toBeLessThan(50);
  });
});
