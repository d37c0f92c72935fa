import type { RasterImage } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { countVisualWords, type VisualWords } from "./visual-words.js";

/** Pictures by their visual words. Plain data. */
export type VisualIndex = {
  readonly words: VisualWords;
  /** What each word is worth: the rarer, the more. */
  readonly inverseFrequencies: Float64Array;
  /** For each picture, its counts of words times their worth, L2-normalised. */
  readonly vectors: readonly Float64Array[];
};

/**
 * Weighs the visual words of pictures by TF-IDF, `count · (1 + ln((1 + n) / (1 + pictures with the word)))`, as scikit-learn does: what
 * all pictures have counts little.
 *
 * @see Sivic and Zisserman 2003, https://doi.org/10.1109/ICCV.2003.1238663
 */
export function visualIndex(images: readonly RasterImage[], words: VisualWords): VisualIndex {
  return weighWords(
    images.map((image) => countVisualWords(image, words)),
    words,
  );
}

/** `visualIndex` of counts. */
export function weighWords(counts: readonly Float32Array[], words: VisualWords): VisualIndex {
  const inverseFrequencies = Float64Array.from({ length: words.size }, (_, word) => {
    const having = counts.filter((own) => own[word]! > 0).length;
    return 1 + Math.log((1 + counts.length) / (1 + having));
  });
  return { words, inverseFrequencies, vectors: counts.map((own) => weigh(own, inverseFrequencies)) };
}

/** A picture of the index, and how alike it is. */
export type VisualNeighbour = {
  /** In the index. */
  readonly index: number;
  /** The cosine of both pictures' words, from 0 to 1. */
  readonly similarity: number;
};

/**
 * The pictures of an index whose visual words are most alike to a picture's: by colours and textures, not by what they show.
 *
 * @param k how many; fewer if the index has fewer
 * @returns the most alike first
 * @throws Alt2imgError `bias/option` for a `k` that isn't a whole number of 1 or more; `image/raster-image`
 */
export function visualNeighbours(image: RasterImage, index: VisualIndex, k = 10): VisualNeighbour[] {
  if (!(Number.isSafeInteger(k) && k >= 1)) throw biasError("option", `k is ${k}; give a whole number, 1 or more.`);
  const own = weigh(countVisualWords(image, index.words), index.inverseFrequencies);
  return index.vectors
    .map((vector, i) => ({
      index: i,
      similarity: Math.min(
        1,
        vector.reduce((sum, value, j) => sum + value * own[j]!, 0),
      ),
    }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, k);
}

function weigh(counts: Float32Array, inverseFrequencies: Float64Array): Float64Array {
  const weighed = inverseFrequencies.map((worth, word) => worth * counts[word]!);
  const length = Math.sqrt(weighed.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? weighed : weighed.map((value) => value / length);
}
