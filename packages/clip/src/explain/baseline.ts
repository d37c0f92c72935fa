import { createRandom, type Embedding, formatCount } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { dot } from "../embed/normalize.js";
import type { Clip } from "../model/clip.js";
import { type EmbedImageStreamOptions, embedImageStream, embedTextStream, type Many } from "../model/embed-stream.js";
import type { ImageInput } from "../pixels/image-input.js";
import { type BaselineModel, baselineModel } from "./baseline-model.js";

/** How cosines are spread: the quantiles from 0 % to 100 %, 101 of them, rising. */
export type Spread = readonly number[];

/**
 * What a model's scores look like on many pairs: a scale to read a single score by. Plain data.
 *
 * A cosine means nothing by itself. Those of OpenAI's CLIP are between 0.1 and 0.35, those of other models elsewhere.
 */
export type ScoreBaseline = {
  /** The pairs and the model that it was measured with, for people to read. */
  readonly name: string;
  /** It says nothing about the scores of another one: `explainScore` refuses that. */
  readonly model: BaselineModel;
  /** Images with the text of another image. */
  readonly random: Spread;
  /** Images with their own text. */
  readonly matched: Spread;
  /** How many of each. */
  readonly count: number;
};

/** An image and the text that belongs to it. */
export type ScoredPair = { readonly image: ImageInput; readonly text: string };

export type MeasureBaselineOptions = Pick<
  EmbedImageStreamOptions,
  "batchSize" | "signal" | "onProgress" | "onDiagnostic"
> & {
  /** The seed that pairs images with random texts: an integer in [0, 2³²). Default 0. */
  seed?: number;
  /** What `name` says about the pairs. Default: how many they are. */
  name?: string;
};

/**
 * Measures how a model scores matching and random pairs. A few hundred pairs are enough for the middle
 * of the spreads, a few thousand for their ends.
 *
 * @throws Alt2imgError `clip/option` with fewer than two different texts; what `embedImageStream` and
 *   `embedTextStream` throw
 */
export async function measureBaseline(
  clip: Clip,
  pairs: Many<ScoredPair>,
  { seed = 0, name, ...options }: MeasureBaselineOptions = {},
): Promise<ScoreBaseline> {
  const texts: string[] = [];
  async function* imagesOf(): AsyncGenerator<ImageInput> {
    for await (const { image, text } of pairs) {
      texts.push(text);
      yield image;
    }
  }
  const images: { index: number; embedding: Embedding }[] = [];
  for await (const image of embedImageStream(clip, imagesOf(), options)) images.push(image);
  const different = [...new Set(texts)];
  if (different.length < 2 || images.length === 0) {
    throw clipError("option", "A baseline needs pairs of at least two different texts.");
  }
  const embeddingOf = new Map<string, Embedding>();
  const { signal } = options;
  for await (const { index, embedding } of embedTextStream(clip, different, { signal })) {
    embeddingOf.set(different[index]!, embedding);
  }
  const random = createRandom(seed);
  const placeOf = new Map(different.map((text, i) => [text, i]));
  const own = images.map(({ index }) => texts[index]!);
  const others = own.map((text) => {
    // At random among all texts but the image's own.
    const place = Math.floor(random.uniform() * (different.length - 1));
    return different[place < placeOf.get(text)! ? place : place + 1]!;
  });
  const cosines = (of: readonly string[]): number[] =>
    images.map(({ embedding }, i) => dot(embedding, embeddingOf.get(of[i]!)!));
  return {
    name: name ?? `${formatCount(images.length, "pair")}, ${clip.name}`,
    model: await baselineModel(clip, { signal }),
    random: spreadOf(cosines(others)),
    matched: spreadOf(cosines(own)),
    count: images.length,
  };
}

/** Linear between the two values on either side, as NumPy's and PyTorch's quantiles are. */
function spreadOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return Array.from({ length: 101 }, (_, percent) => {
    const place = (percent / 100) * (sorted.length - 1);
    const below = Math.floor(place);
    const low = sorted[below]!;
    const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
    return low + (place - below) * (high - low);
  });
}

/**
 * The percentage of a spread that is below a cosine: 0 to 100.
 */
export function percentile(spread: Spread, cosine: number): number {
  const above = spread.findIndex((value) => value >= cosine);
  if (above < 0) return 100;
  if (above === 0) return 0;
  const [low, high] = [spread[above - 1]!, spread[above]!];
  return above - 1 + (high === low ? 1 : (cosine - low) / (high - low));
}
