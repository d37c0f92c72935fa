// What a page's main thread does while it scores: it must stay able to draw and to answer. Counted is the processor's time of
// each task, from Chromium's own trace: the clock's would say how busy this machine is.
import { encodeJpeg, encodePng, encodeWebp } from "@alt2img/image";
import { hasChromium, launchChromium, openPage, serveBundled } from "@alt2img/testing/bundlers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pageProject } from "./page-project.js";
import { makePicture } from "./pixels/make-picture.js";

type Browser = Awaited<ReturnType<typeof launchChromium>>;
/** @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (times are microseconds) */
type TraceEvent = { name: string; ph: string; ts: number; tdur?: number; pid: number; tid: number };

/** Of the tasks of a page's main thread between its marks "start" and "end", in milliseconds. */
function longestTask(trace: Buffer): { longest: number; count: number } {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const start = traceEvents.find(({ name }) => name === "score start")!;
  const end = traceEvents.find(({ name }) => name === "score end")!;
  const tasks = traceEvents.filter(
    ({ name, ts, pid, tid }) =>
      /RunTask$/.test(name) && pid === start.pid && tid === start.tid && ts >= start.ts && ts <= end.ts,
  );
  return { longest: Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000)), count: tasks.length };
}

const picture = (width: number, height: number) => {
  const made = makePicture(width, height);
  // Rows of noise would be more than any photo has.
  for (let y = 1; y < height; y += 2) made.data.copyWithin(4 * width * y, 4 * width * (y - 1), 4 * width * y);
  return made;
};
const files: [name: string, make: () => Promise<Uint8Array> | Uint8Array][] = [
  ["a JPEG of 640 × 480", () => encodeJpeg(picture(640, 480))],
  ["a JPEG of 1920 × 1080", () => encodeJpeg(picture(1920, 1080))],
  ["a PNG of 1920 × 1080", () => encodePng(picture(1920, 1080), { level: 1 })],
  ["a WebP of 640 × 480", () => encodeWebp(picture(640, 480))],
];

describe.skipIf(!hasChromium)("a page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it.each(files)("has no task over 50 ms while it scores %s", async (_, make) => {
    const main = `
      const clip = await load();
      const blob = await (await fetch("picture")).blob();
      await score(clip, blob, "a red apple");
      performance.mark("score start");
      const scores = [];
      for (let i = 0; i < 5; i++) scores.push((await score(clip, blob, "a red apple")).cosine);
      performance.mark("score end");
      return scores;
    `;
    const served = await serveBundled("vite build", pageProject(main, { picture: await make() }));
    try {
      await browser.startTracing(undefined, { categories: ["toplevel", "devtools.timeline", "blink.user_timing"] });
      const { result } = await openPage(browser, served.url);
      const { longest, count } = longestTask(await browser.stopTracing());
      expect(result).toHaveLength(5);
      expect(count).toBeGreaterThan(5);
      expect(longest).toBeLessThan(50);
    } finally {
      await served.close();
    }
  });
});
