// The built package on pages made by bundlers with nothing configured, and on one without a bundler: it scores a picture.
import { encodeJpeg } from "@alt2img/image";
import { bundlers, hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import { tinyClip } from "@alt2img/tiny/clip";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadClip, score } from "../src/index.js";
import { pageProject } from "./page-project.js";
import { makePicture } from "./pixels/make-picture.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;

const text = "a red apple &amp; a “green” one";
const main = `
  await using clip = await load();
  const picture = await (await fetch("picture.jpg")).blob();
  return { ...(await score(clip, picture, ${JSON.stringify(text)})), note: clip.runtime.note };
`;

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it.each(bundlers)(
    "of %s scores a picture as Node does",
    async (bundler) => {
      const picture = await encodeJpeg(makePicture(97, 61));
      await using clip = await loadClip(tinyClip, { session: { device: "cpu" } });
      const expected = await score(clip, picture, text);
      const served = await serveBundled(bundler, pageProject(main, { "picture.jpg": picture }));
      try {
        const { result } = await openPage(browser, served.url, 100_000);
        const { cosine, logit, note } = result as { cosine: number; logit: number; note: string };
        expect(note).not.toContain("picture-worker");
        expect(cosine).toBeCloseTo(expected.cosine, 5);
        expect(logit).toBeCloseTo(expected.logit!, 3);
      } finally {
        await served.close();
      }
    },
    180_000,
  );
});
