import { type Calibration, calibrate, type LabelledPrediction, type Prediction } from "@alt2img/bias/representation";
import type { Clip } from "@alt2img/clip";
import { Alt2imgError, type Embedding, type RasterImage, type ShareInterval, wilsonInterval } from "@alt2img/core";
import type { ModelRun } from "../models/run-with-packages.js";
import { asUsage } from "./as-usage.js";
import { type LabelledImage, labelledImages, tinyDrawings } from "./labelled-images.js";

/** On which pictures a classifier's error was measured. */
export type MeasuredOn = {
  /** As `--labelled` names them. */
  readonly source: string;
  readonly images: number;
  /** How many different things they show; left out where it isn't known. */
  readonly concepts?: number;
  /** How often the classifier is right, with its threshold, by whether the model saw them in training; left out where it isn't known. */
  readonly byTraining?: { readonly seen: Answers; readonly unseen: Answers };
};

type Answers = { readonly images: number; readonly accuracy: ShareInterval };

/** A classifier's error, and what it was measured on. */
export type MeasuredError = { readonly calibration: Calibration; readonly measuredOn: MeasuredOn };

export type MeasureOptions = ModelRun & {
  readonly clip: Clip;
  /** Whether `clip` is the tiny one, of which it is known what it was trained on. */
  readonly isTiny: boolean;
  readonly threshold?: number | undefined;
  readonly predict: (images: readonly Embedding[]) => Prediction[];
  readonly onProblem: (message: string) => void;
};

const IMAGES_AT_ONCE = 32;

/** Measures a classifier's error on labelled pictures; with a threshold, only at this one. */
export async function measureError(
  source: string,
  label: string,
  { clip, threshold, predict, ...options }: MeasureOptions,
): Promise<MeasuredError> {
  const known: (LabelledPrediction & Pick<LabelledImage, "drawing">)[] = [];
  let waiting: LabelledImage[] = [];
  const take = async (): Promise<void> => {
    const embeddings = await embed(
      waiting.map(({ picture }) => picture),
      clip,
      options.signal,
    );
    for (const [i, prediction] of predict(embeddings).entries()) {
      const { label, drawing } = waiting[i]!;
      if (Object.hasOwn(prediction.probabilities, label))
        known.push({ label, prediction, ...(drawing && { drawing }) });
    }
    waiting = [];
    options.onProgress({ stage: "Measuring the classifier", done: known.length, unit: "images" });
  };
  for await (const each of labelledImages(source, label, options)) {
    waiting.push(each);
    if (waiting.length === IMAGES_AT_ONCE) await take();
  }
  await take();
  if (known.length === 0) {
    throw new Alt2imgError(
      "cli/usage",
      `The column ${label} of ${source} has none of the values. Give values as the column has them.`,
    );
  }
  const calibration = asUsage(() => calibrate(known, threshold === undefined ? {} : { thresholds: [threshold] }));
  const answers = (some: readonly LabelledPrediction[]): Answers => {
    const answered = some.filter(({ prediction }) => prediction.probability >= (threshold ?? 0));
    const right = answered.filter(({ label, prediction }) => prediction.value === label).length;
    return { images: some.length, accuracy: wilsonInterval(right, answered.length) };
  };
  const of = (wasTrainedOn: boolean): Answers =>
    answers(known.filter(({ drawing }) => drawing?.wasTrainedOn === wasTrainedOn));
  const concepts = new Set(known.map(({ drawing }) => drawing?.concept)).size;
  const isDrawing = tinyDrawings.includes(source);
  return {
    calibration,
    measuredOn: {
      source,
      images: known.length,
      ...(isDrawing ? { concepts } : {}),
      ...(isDrawing && options.isTiny ? { byTraining: { seen: of(true), unseen: of(false) } } : {}),
    },
  };
}

async function embed(
  pictures: readonly (RasterImage | Embedding)[],
  clip: Clip,
  signal: AbortSignal,
): Promise<Embedding[]> {
  if (pictures.every((picture) => picture instanceof Float32Array)) return [...pictures];
  const images = pictures.filter((picture): picture is RasterImage => !(picture instanceof Float32Array));
  return clip.embedImages(images, { signal });
}
