import type { ImageTextPair, RasterImage } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { expect, it } from "vitest";
import { funnel, maxUnsafe, type NsfwModel, nsfwScore } from "../../src/funnel/index.js";
import { barePair } from "../pairs.js";

/** What `classify` of nsfwjs 4.4.0 with its MobileNetV2 and TensorFlow.js 4.22 gave for 300 × 200 pixels of `i * 7 % 256`. */
const answer = [
  { className: "Neutral", probability: 0.656231164932251 },
  { className: "Drawing", probability: 0.3271819055080414 },
  { className: "Hentai", probability: 0.011774836108088493 },
  { className: "Porn", probability: 0.0036823132541030645 },
  { className: "Sexy", probability: 0.0011297796154394746 },
];
const picture: RasterImage = { width: 2, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255, 4, 5, 6, 255]) };

it("scores by the classes that are unsafe, and stores the score for LAION's column", async () => {
  const asked: unknown[] = [];
  const model: NsfwModel = {
    classify: async (...given) => {
      asked.push(given);
      return answer;
    },
  };
  const pairs: ImageTextPair[] = [barePair, { ...barePair, text: "without a picture" }];
  const score = nsfwScore(model, ({ text }) => (text === "b" ? picture : undefined));
  const kept = funnel(pairs, [maxUnsafe(0.5, { score })]);
  expect(await collect(kept)).toEqual([
    { ...barePair, punsafe: 0.011774836108088493 + 0.0036823132541030645 + 0.0011297796154394746 },
  ]);
  expect(kept.counts).toMatchObject({ read: 2, kept: 1, failed: 1 });
  // As TensorFlow.js takes pixels where there is no ImageData.
  expect(asked).toEqual([[{ width: 2, height: 1, data: new Uint8Array(picture.data) }, 5]]);
});

it("counts the classes that are named", async () => {
  const score = nsfwScore({ classify: async () => answer }, () => picture, { classes: ["Porn"] });
  expect(await score([barePair], {})).toEqual([0.0036823132541030645]);
});

it("fails on a model of another kind", async () => {
  const score = nsfwScore({ classify: async () => [{ className: "cat", probability: 1 }] }, () => picture);
  await expect(score([barePair], {})).rejects.toMatchObject({ code: "dataset/nsfw-classes" });
  const counts = funnel([barePair], [maxUnsafe(0.5, { score })]);
  await collect(counts);
  expect(counts.counts.failed).toBe(1);
});

it("stops when it is aborted", async () => {
  const score = nsfwScore({ classify: async () => answer }, () => picture);
  await expect(score([barePair], { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
});
