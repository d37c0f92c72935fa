import { createRandom, type RasterImage } from "@alt2img/core";
import { composeOver, resize } from "@alt2img/image";
import { biasError } from "../bias-error.js";
import { kMeans, nearestCentre } from "./k-means.js";
import { onWhite } from "./on-white.js";

/** Pictures are seen in a square of so many pixels. */
const SIDE = 32;
/** A patch is a square of so many pixels, every 2 pixels. */
const PATCH = 4;
const STRIDE = 2;
const PER_ROW = (SIDE - PATCH) / STRIDE + 1;
const DIMENSION = PATCH * PATCH * 3;

/** A vocabulary of small patches. Plain data. */
export type VisualWords = {
  readonly size: number;
  /** `[size, 48]`: each word's 4 × 4 pixels, row by row, red, green and blue from 0 to 1. */
  readonly patches: Float32Array;
};

export type VisualWordsOptions = {
  /** How many words. Default 256, or as many as there are patches. */
  readonly size?: number | undefined;
  /** How many patches they are learned from. Default 10,000. */
  readonly sample?: number | undefined;
  /** An integer in [-2⁶³, 2⁶⁴). Default 0. */
  readonly seed?: number | bigint | undefined;
};

/**
 * Learns visual words from pictures: patches of 4 × 4 pixels of each picture at 32 × 32, grouped by k-means. They know colours, edges
 * and coarse textures, and no objects: no model that was trained on other pictures is in them, with biases of its own.
 *
 * @param images over white where they are transparent
 * @throws Alt2imgError `bias/sets` for no images; `bias/option`; `image/raster-image`; `core/seed`
 * @see Sivic and Zisserman 2003, "Video Google", https://doi.org/10.1109/ICCV.2003.1238663
 */
export function learnVisualWords(
  images: readonly RasterImage[],
  { size = 256, sample = 10_000, seed = 0 }: VisualWordsOptions = {},
): VisualWords {
  if (images.length === 0) throw biasError("sets", "There are no images. Give at least one.");
  for (const [name, value] of Object.entries({ size, sample })) {
    if (!(Number.isSafeInteger(value) && value >= 1)) {
      throw biasError("option", `${name} is ${value}; give a whole number, 1 or more.`);
    }
  }
  const random = createRandom(seed);
  const perImage = PER_ROW * PER_ROW;
  const n = Math.min(sample, images.length * perImage);
  const vectors = new Float32Array(n * DIMENSION);
  // As many of each picture, give or take one.
  let at = 0;
  for (const [i, image] of images.entries()) {
    const patches = patchesOf(image);
    const wanted = Math.floor(((i + 1) * n) / images.length) - Math.floor((i * n) / images.length);
    const order = Array.from({ length: perImage }, (_, patch) => patch);
    for (let j = 0; j < wanted; j++) {
      const other = j + Math.floor(random.uniform() * (perImage - j));
      const patch = order[other]!;
      order[other] = order[j]!;
      vectors.set(patches.subarray(patch * DIMENSION, (patch + 1) * DIMENSION), at);
      at += DIMENSION;
    }
  }
  const words = Math.min(size, n);
  return { size: words, patches: kMeans(vectors, DIMENSION, words, 25, random) };
}

/** How often each visual word is in a picture: 225 in all. */
export function countVisualWords(image: RasterImage, { size, patches }: VisualWords): Float32Array {
  const own = patchesOf(image);
  const counts = new Float32Array(size);
  for (let at = 0; at < own.length; at += DIMENSION) counts[nearestCentre(own, at, patches, DIMENSION)]!++;
  return counts;
}

/** All patches, `[225, 48]`. */
function patchesOf(image: RasterImage): Float32Array {
  const { data } = resize(composeOver(image, onWhite), { width: SIDE, height: SIDE, filter: "bilinear" });
  const patches = new Float32Array(PER_ROW * PER_ROW * DIMENSION);
  let at = 0;
  for (let y = 0; y <= SIDE - PATCH; y += STRIDE) {
    for (let x = 0; x <= SIDE - PATCH; x += STRIDE) {
      for (let row = y; row < y + PATCH; row++) {
        for (let column = x; column < x + PATCH; column++) {
          for (let channel = 0; channel < 3; channel++)
            patches[at++] = data[4 * (row * SIDE + column) + channel]! / 255;
        }
      }
    }
  }
  return patches;
}
