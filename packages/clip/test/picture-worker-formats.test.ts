// A page that scores pictures must stay able to draw and to answer: they are decoded in a worker, whatever their format.
import type { RasterImage } from "@alt2img/core";
import { encodeJpeg, encodePng, encodeWebp } from "@alt2img/image";
import { hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageProject } from "./page-project.js";
import { makePicture } from "./pixels/make-picture.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const encodeAvif = ({ width, height, data }: RasterImage): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .avif({ quality: 50, effort: 0 })
    .toBuffer();

const picture = makePicture(640, 480);

const files: [name: string, make: () => Promise<Uint8Array> | Uint8Array][] = [
  ["a JPEG", () => encodeJpeg(picture)],
  ["a PNG", () => encodePng(picture, { level: 1 })],
  ["a WebP", () => encodeWebp(picture, { quality: 60 })],
  ["an AVIF", () => encodeAvif(picture)],
];

const main = `
  const clip = await load();
  const blob = await (await fetch(new URLSearchParams(location.search).get("picture"))).blob();
  const { cosine } = await score(clip, blob, "a red apple");
  return { cosine, note: clip.runtime.note };
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

  it.each(files.map(([name], i) => [name, i] as const))("decodes %s in a worker", async (_, i) => {
    const { result } = await openPage(browser, `${served.url}?picture=picture${i}`);
    const { cosine, note } = result as { cosine: number; note: string };
    expect(cosine).toBeGreaterThan(-1);
    expect(note).not.toContain("decoded on the page itself");
  });
});
