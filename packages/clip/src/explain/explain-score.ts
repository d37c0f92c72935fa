import type { OnProgress } from "@alt2img/core";
import { dot } from "../embed/normalize.js";
import { knownBaseline } from "../known/known-baseline.js";
import type { Clip } from "../model/clip.js";
import type { ImageInput } from "../pixels/image-input.js";
import { type Score, scoreOf } from "../score/score.js";
import { percentile, type ScoreBaseline } from "./baseline.js";
import { checkBaseline } from "./baseline-model.js";
import { gibberishLike, hasLetters } from "./gibberish.js";
import { type FilterVerdict, filterVerdicts } from "./published-filters.js";
import { type OcclusionGrid, occlusionMap, type RegionMap } from "./region-map.js";
import { type WordContribution, wordContributions } from "./words.js";

export type ExplainScoreOptions = {
  /** What the model's scores look like: see `measureBaseline`. By default that of the tiny CLIP, for the tiny CLIP. */
  baseline?: ScoreBaseline | undefined;
  /** How many meaningless texts to score for comparison. Default 16; 0 for none. */
  gibberish?: number;
  /** Whether to leave out each word in turn. Default `true`. */
  words?: boolean;
  /** The cells to cover in turn, or `false` for no map. Default 8 × 8. */
  occlusion?: OcclusionGrid | false;
  /** Aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"explain"`, in steps. */
  onProgress?: OnProgress | undefined;
};

/** What a score means. Plain data. */
export type ScoreExplanation = Score & {
  /** Where the score is among those of other pairs of this model; left out without a baseline. */
  readonly baseline?: {
    readonly name: string;
    /** The percentage of images with another image's text that score lower: 0 to 100. At 50, the text could be any. */
    readonly randomPercentile: number;
    /** The percentage of images with their own text that score lower. */
    readonly matchedPercentile: number;
  };
  /** How the image scores with texts that look similar and mean nothing; left out if none were requested, or if the text has no letters to replace. */
  readonly gibberish?: {
    readonly mean: number;
    readonly highest: number;
    /** The score minus their mean: what the text scores for its meaning. */
    readonly margin: number;
  };
  /** Which published dataset would have kept the pair, and whether its threshold applies to this model at all. */
  readonly filters: readonly FilterVerdict[];
  /** What each word adds. */
  readonly words?: readonly WordContribution[];
  /** Words that the model doesn't see, because the text is too long. */
  readonly cutWords: readonly string[];
  /** What the cosine loses when a cell of the image is covered. The cells divide what the model sees: the middle, for CLIP. */
  readonly occlusion?: RegionMap;
  /** The cosine of each patch with the text, if the model and its weights give it. */
  readonly patches?: RegionMap;
};

/**
 * Says what a score means: where it is among other scores, what each word adds to it, and which part of the image it
 * is about.
 *
 * @throws Alt2imgError `clip/other-baseline` for a baseline of another model; what `embedImages` and `embedTexts` throw
 */
export async function explainScore(
  clip: Clip,
  image: ImageInput,
  text: string,
  options: ExplainScoreOptions = {},
): Promise<ScoreExplanation> {
  const { gibberish = 16, words = true, occlusion = {}, signal, onProgress } = options;
  const hasGibberish = gibberish > 0 && hasLetters(text);
  const total = 2 + Number(hasGibberish) + Number(words) + Number(occlusion !== false);
  let done = 0;
  const step = (): void => onProgress?.({ stage: "explain", done: ++done, total, unit: "steps" });

  if (options.baseline !== undefined) await checkBaseline(clip, options.baseline, { signal });
  const pixelValues = await clip.preprocess(image, { signal });
  const [channels, height, width] = pixelValues.dims as [number, number, number];
  const batch = { dims: [1, channels, height, width], data: pixelValues.data };
  const [{ embeddings }, [textEmbedding]] = await Promise.all([
    clip.embedPixels(batch, { signal }),
    clip.embedTexts([text], { signal }),
  ]);
  const imageEmbedding = embeddings[0]!;
  const score = scoreOf(clip, imageEmbedding, textEmbedding!);
  step();

  const baseline = options.baseline ?? (await knownBaseline(clip));
  const nonsense = hasGibberish ? await gibberishScores(clip, imageEmbedding, text, gibberish, signal) : undefined;
  if (nonsense !== undefined) step();
  const contributions = words ? await wordContributions(clip, imageEmbedding, text, score.cosine, signal) : undefined;
  if (words) step();
  const patches = await clip.embedPatches(pixelValues, { signal });
  step();
  const grid = occlusion === false ? undefined : { columns: 8, rows: 8, ...occlusion };
  const map =
    grid === undefined
      ? undefined
      : await occlusionMap(clip, pixelValues, textEmbedding!, score.cosine, { grid, signal });
  if (map !== undefined) step();

  return {
    ...score,
    ...(baseline === undefined ? {} : { baseline: placeOf(score.cosine, baseline) }),
    ...(nonsense === undefined ? {} : { gibberish: { ...nonsense, margin: score.cosine - nonsense.mean } }),
    filters: filterVerdicts(score.cosine, clip.checkpoint),
    ...(contributions === undefined ? {} : { words: contributions }),
    cutWords: clip.tokenize(text).cutWords,
    ...(map === undefined ? {} : { occlusion: map }),
    ...(patches === undefined
      ? {}
      : {
          patches: {
            columns: patches.columns,
            rows: patches.rows,
            values: patches.embeddings.map((patch) => dot(patch, textEmbedding!)),
          },
        }),
  };
}

const placeOf = (cosine: number, { name, random, matched }: ScoreBaseline) => ({
  name,
  randomPercentile: percentile(random, cosine),
  matchedPercentile: percentile(matched, cosine),
});

async function gibberishScores(
  clip: Clip,
  image: Float32Array,
  text: string,
  count: number,
  signal: AbortSignal | undefined,
): Promise<{ mean: number; highest: number }> {
  const embeddings = await clip.embedTexts(gibberishLike(text, count), { signal });
  const cosines = embeddings.map((embedding) => dot(embedding, image));
  return {
    mean: cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length,
    highest: Math.max(...cosines),
  };
}
