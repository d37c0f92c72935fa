import type { ImageTextPair } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { expect, it } from "vitest";
import { funnel, funnelPresets, imageAddress, maxAspectRatio, maxPixels, minSide } from "../../src/funnel/index.js";
import { barePair } from "../pairs.js";

const apple = { ...barePair, text: "a red apple", imageUrl: "https://example.org/apple.jpg" };

type Case = [keyof typeof funnelPresets, Record<string, unknown>, Record<string, unknown>, string];

it.each<Case>([
  ["laion400m", { bytes: 5000, similarity: 0.3 }, { similarity: 0.2999 }, "similarity 0.2999 is below 0.3"],
  ["laion400m", { bytes: 5000, similarity: 0.3 }, { bytes: 4999 }, "file size in bytes 4999 is below 5000"],
  ["laion5b-en", { bytes: 5000, similarity: 0.28, LANGUAGE: "en" }, { LANGUAGE: "de" }, "language “de” isn't “en”"],
  [
    "laion5b-en",
    { bytes: 5000, similarity: 0.28, LANGUAGE: "en" },
    { similarity: 0.27 },
    "similarity 0.27 is below 0.28",
  ],
  ["laion5b-multi", { bytes: 5000, similarity: 0.26, LANGUAGE: "de" }, { LANGUAGE: "nolang" }, "language is “nolang”"],
  [
    "laion5b-multi",
    { bytes: 5000, similarity: 0.26, LANGUAGE: "de" },
    { similarity: 0.25 },
    "similarity 0.25 is below 0.26",
  ],
  [
    "sd-1",
    { width: 512, height: 512, aesthetic: 5.1, pwatermark: 0.49 },
    { aesthetic: 5 },
    "aesthetic score 5 isn't above 5",
  ],
  [
    "sd-1",
    { width: 512, height: 512, aesthetic: 5.1, pwatermark: 0.49 },
    { height: 511 },
    "shorter side 511 is below 512",
  ],
  [
    "sd-1",
    { width: 512, height: 512, aesthetic: 5.1, pwatermark: 0.49 },
    { pwatermark: 0.5 },
    "probability of a watermark 0.5 isn't below 0.5",
  ],
  ["cc2dataset", {}, {}, "same address and text as an earlier pair"],
])("%s keeps what is just good enough", async (preset, good, bad, reason) => {
  const reasons: string[] = [];
  const pairs: ImageTextPair[] = [
    { ...apple, ...good },
    { ...apple, ...(preset === "cc2dataset" ? {} : { imageUrl: "https://example.org/2.jpg" }), ...good, ...bad },
  ];
  const rules = funnelPresets[preset].rules();
  expect(await collect(funnel(pairs, rules, { onRejected: (loss) => void reasons.push(loss.reason) }))).toEqual([
    pairs[0],
  ]);
  expect(reasons).toEqual([reason]);
});

it.each([
  ["laion400m", ["a red apple", "an apple"]],
  ["laion5b-en", ["a red apple"]],
  ["laion5b-multi", ["a red apple"]],
  ["cc2dataset", ["a red apple", "an apple"]],
] as const)("%s compares addresses, or addresses and texts", async (preset, kept) => {
  const scores = { bytes: 5000, similarity: 0.3, LANGUAGE: preset === "laion5b-multi" ? "de" : "en" };
  const pairs = ["a red apple", "an apple", "an apple"].map((text): ImageTextPair => ({ ...apple, ...scores, text }));
  const found = await collect(funnel(pairs, funnelPresets[preset].rules()));
  expect(found.map(({ text }) => text)).toEqual(kept);
});

it.each([
  ["https://example.org/a.jpg", true],
  ["https://example.org/a.JPG?size=1.html", true],
  ["https://example.org/image", true],
  ["https://example.html", true],
  ["https://example.org/v1.0/photo.large", true],
  ["https://example.org/page.html", false],
  ["https://example.org/film.MP4#t=1", false],
  ["not a URL.pdf", false],
  ["", true],
])("%s looks like an image: %j", (imageUrl, looksLikeOne) => {
  expect(imageAddress().keep({ ...apple, imageUrl })).toBe(looksLikeOne);
});

it("knows banners and decompression bombs by their size", () => {
  const size = (width: unknown, height: unknown): ImageTextPair => ({ ...apple, width, height }) as ImageTextPair;
  expect([size(300, 100), size(100, 301)].map((pair) => maxAspectRatio(3).keep(pair))).toEqual([true, false]);
  expect([size(9459, 9459), size(9460, 9460)].map((pair) => maxPixels().keep(pair))).toEqual([true, false]);
  for (const pair of [size(0, 0), size(Number.NaN, 1), size("wide", 1)]) {
    expect(() => maxAspectRatio(3).keep(pair)).toThrow(expect.objectContaining({ code: "dataset/rule-value" }));
  }
  expect(() => maxPixels().keep(apple)).toThrow(expect.objectContaining({ code: "dataset/missing-value" }));
});

it("goes by the picture's own size where a pair has it, not by what the page declares", () => {
  const fetched = { ...apple, width: 30, height: 20, WIDTH: 1200, HEIGHT: 800 } as ImageTextPair;
  expect(minSide(512).keep(fetched)).toBe(true);
  expect(minSide(512, { columns: ["width", "height"] }).keep(fetched)).toBe(false);
  expect(minSide(512).keep({ ...fetched, HEIGHT: null } as ImageTextPair)).toBe(false);
});
