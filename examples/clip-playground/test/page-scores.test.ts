import { expect, it } from "vitest";
import { scorePage } from "../src/page-scores.js";
import type { PageImage } from "../src/worker/read-pages.js";

const named = (text: string): PageImage => ({
  address: "a.png",
  textState: "named",
  name: { text, source: "alt" },
});
const right = Float32Array.of(1, 0);
const up = Float32Array.of(0, 1);
const texts = new Map([
  ["right", right],
  ["up", up],
]);
const percents = Array.from({ length: 101 }, (_, i) => i / 100);
const baseline = { name: "a test", model: { name: "a test", mark: [] }, random: percents, matched: percents, count: 1 };

it("compares a picture with its own text and with the others of the page", () => {
  const [fits, wrong] = scorePage([named("right"), named("up")], [right, right], texts, baseline);
  expect(fits!.score).toEqual({ cosine: 1, randomPercentile: 100, place: 1, of: 2 });
  expect(wrong!.score).toEqual({ cosine: 0, randomPercentile: 0, place: 2, of: 2, better: "right" });
});

it("says why there is no score: no picture, no text, an empty text", () => {
  const images: PageImage[] = [
    named("right"),
    { address: "b.png", textState: "missing" },
    { address: "c.png", textState: "decorative" },
  ];
  const [unread, missing, decorative] = scorePage(images, ["It is cut off.", right, right], texts, undefined);
  expect(unread).toEqual({ image: images[0], why: "It is cut off." });
  expect(missing!.why).toContain("no alt text");
  expect(decorative!.why).toContain("needs none");
});
