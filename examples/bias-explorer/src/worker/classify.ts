import {
  type Calibration,
  calibrate,
  type PredictedShares,
  type Prediction,
  predictValues,
  shares,
} from "@alt2img/bias/representation";
import { Alt2imgError, type Embedding } from "@alt2img/core";
import type { TaskOptions } from "@alt2img/core/worker";
import { clip, embed } from "./embed.js";
import type { Keyed, Part } from "./protocol.js";
import { labelledDrawings } from "./training-data.js";

/** What the pictures are compared with. */
const texts = { woman: "a woman", man: "a man" } as const;

let described: Promise<Embedding[]> | undefined;
const calibrations = new Map<string, Promise<Calibration>>();

async function predict(images: readonly Embedding[], options: TaskOptions<Part>): Promise<Prediction[]> {
  const model = await clip(options);
  described ??= model.embedTexts(Object.values(texts));
  const classifier = { classNames: Object.keys(texts), embeddings: await described };
  return predictValues(images, classifier, { logitScale: model.logitScale });
}

/** How often the tiny CLIP takes an occupation's training drawings for what their names say. */
export function calibration(profession: string, options: TaskOptions<Part>): Promise<Calibration> {
  const known = calibrations.get(profession);
  if (known !== undefined) return known;
  const measuring = measure(profession, options);
  calibrations.set(profession, measuring);
  measuring.catch(() => calibrations.delete(profession));
  return measuring;
}

async function measure(profession: string, options: TaskOptions<Part>): Promise<Calibration> {
  const drawings = await labelledDrawings(profession, options);
  if (!["woman", "man"].every((value) => drawings.some(({ label }) => label === value))) {
    throw new Alt2imgError(
      "explorer/occupation",
      `The training set has no drawings of “${profession}” that are named after a woman and after a man, so the classifier’s error can’t be measured.`,
    );
  }
  const predictions = await predict(
    drawings.map(({ embedding }) => embedding),
    options,
  );
  return calibrate(
    drawings.map(({ label }, i) => ({ label, prediction: predictions[i]! })),
    { thresholds: [0] },
  );
}

export async function sharesOf(
  profession: string,
  pictures: readonly Keyed[],
  options: TaskOptions<Part>,
): Promise<PredictedShares> {
  const predictions = await predict(await embed(pictures, options), options);
  return shares(predictions, { calibration: await calibration(profession, options) });
}
