// How smoothly a slider of examples/dataset-explorer moves over 100,000 scored pairs: `npx tsx bench/explorer-slider.ts`. A mouse drags it
// for three seconds. Frames are the intervals of requestAnimationFrame, by the clock; everything else is the main thread's own time, which
// other programs don't lengthen. At 60 frames a second, a frame has 16.7 ms for all of its tasks.
import { fileURLToPath } from "node:url";
import { launchChromium, serveBuiltPage, taskCategories } from "@alt2img/testing/bundlers";

const SECONDS = 3;
const example = fileURLToPath(new URL("../examples/dataset-explorer/", import.meta.url));
const [browser, served] = await Promise.all([launchChromium(), serveBuiltPage(example)]);
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${served.url}index.html?data=made-up`);
  await page.waitForSelector(".card");
  const slider = page.locator("[data-rule=similarity] .slider");
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await slider.boundingBox())!;
  const at = (part: number): [number, number] => [x + width * (0.1 + 0.8 * part), y + height / 2];
  await page.mouse.move(...at(0));
  await page.mouse.down();
  await browser.startTracing(page, { categories: taskCategories });
  // As text: what compiles this file would put calls of its own into a function.
  await page.evaluate(`
    globalThis.frames = [];
    requestAnimationFrame(function onFrame(time) {
      frames.push(time);
      requestAnimationFrame(onFrame);
    });
    void performance.mark("dragging");
  `);
  for (let start = performance.now(), now = start; now - start < SECONDS * 1000; now = performance.now()) {
    // There and back in two thirds of a second.
    const part = ((now - start) / 333) % 2;
    await page.mouse.move(...at(part < 1 ? part : 2 - part));
  }
  const frames = await page.evaluate<number[]>(`performance.mark("dragged"), frames`);
  await page.mouse.up();
  const events = eventsOf(await browser.stopTracing());
  print("frame, by the clock", differences(frames));
  print("task", timesOf(events, /RunTask$/));
  print("scripts of a frame", timesOf(events, /^FireAnimationFrame$/));
  print("scripts of an input event", timesOf(events, /^EventDispatch$/, "input"));
} finally {
  await Promise.all([browser.close(), served.close()]);
}

type TraceEvent = {
  readonly name: string;
  readonly ts: number;
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly data?: { readonly type?: string } };
};

/** Of the page's main thread, while the slider was dragged. */
function eventsOf(trace: Buffer): TraceEvent[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const [from, to] = ["dragging", "dragged"].map((mark) => traceEvents.find(({ name }) => name === mark)!);
  return traceEvents.filter(
    ({ ts, pid, tid }) => pid === from!.pid && tid === from!.tid && ts >= from!.ts && ts <= to!.ts,
  );
}

/** In milliseconds of the processor. */
function timesOf(events: readonly TraceEvent[], name: RegExp, type?: string): number[] {
  return events
    .filter((event) => name.test(event.name) && (type === undefined || event.args?.data?.type === type))
    .map(({ tdur = 0 }) => tdur / 1000);
}

function differences(times: readonly number[]): number[] {
  return times.slice(1).map((time, i) => time - times[i]!);
}

function print(what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN).toFixed(2);
  console.log(`${what}: ${sorted.length}, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms`);
}
