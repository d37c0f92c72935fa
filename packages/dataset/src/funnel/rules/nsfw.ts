import { Alt2imgError, type ImageTextPair, type RasterImage } from "@alt2img/core";
import type { MeasureMany, MeasureOptions } from "../../rules/measured-rule.js";

/** A loaded model of `nsfwjs` 4, as far as it is used. */
export type NsfwModel = {
  classify(image: ImageData, topk?: number): Promise<readonly { className: string; probability: number }[]>;
};

/** The picture of a pair; `undefined` for a pair that has none. */
export type PictureOf = (
  pair: ImageTextPair,
  options: MeasureOptions,
) => RasterImage | undefined | Promise<RasterImage | undefined>;

/** The model's classes that count as unsafe. */
const UNSAFE = ["Hentai", "Porn", "Sexy"] as const;
const CLASSES = 5;

/**
 * Scores pictures for `maxUnsafe`: the probability, from 0 to 1, that a loaded model of `nsfwjs` gives to its classes Porn, Hentai and
 * Sexy together. It isn't the model that made LAION's `punsafe`, so the same threshold keeps other images.
 *
 * @param model `await nsfwjs.load("MobileNetV2")`; its npm package has the weights
 * @param pictureOf upright and without transparency; the model makes it 224 × 224 itself
 * @param options `classes`: which of the model's classes count
 * @throws Alt2imgError from the rule: `dataset/nsfw-classes` if the model doesn't have the classes
 * @see https://github.com/infinitered/nsfwjs
 */
export function nsfwScore(
  model: NsfwModel,
  pictureOf: PictureOf,
  { classes = UNSAFE }: { classes?: readonly string[] | undefined } = {},
): MeasureMany {
  return async (pairs, options) => {
    const scores: (number | undefined)[] = [];
    // The model takes one picture at a time.
    for (const pair of pairs) {
      options.signal?.throwIfAborted();
      const picture = await pictureOf(pair, options);
      scores.push(picture === undefined ? undefined : await scoreOf(model, picture, classes));
    }
    return scores;
  };
}

async function scoreOf(model: NsfwModel, image: RasterImage, classes: readonly string[]): Promise<number> {
  const { width, height, data } = image;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  // Its types say ImageData, but where there is no such class it takes TensorFlow.js' PixelData: the same with a Uint8Array.
  const found = await model.classify({ width, height, data: bytes } as unknown as ImageData, CLASSES);
  const counted = found.filter(({ className }) => classes.includes(className));
  if (counted.length !== classes.length) {
    const names = found.map(({ className }) => className).join(", ");
    throw new Alt2imgError(
      "dataset/nsfw-classes",
      `The model has the classes ${names || "(none)"}, without ${classes.join(", ")}. Load it with nsfwjs 4, or name its classes.`,
    );
  }
  return Math.min(
    1,
    counted.reduce((sum, { probability }) => sum + probability, 0),
  );
}
