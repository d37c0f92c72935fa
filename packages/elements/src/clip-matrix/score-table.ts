import { logits, similarityMatrix } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";
import type { Measure } from "../clip/format-score.js";
import type { ModelFacts } from "../clip/model-facts.js";

/** Scores of pictures with texts. Rows are texts, columns pictures, as in the table. */
export type ScoreTable = {
  /** `values[text][picture]`; `undefined` where the picture has no embedding. */
  readonly values: readonly (readonly (number | undefined)[])[];
  /** For each picture, the index of the text that scores highest; `undefined` if it has no scores. */
  readonly best: readonly (number | undefined)[];
};

/**
 * @param pictures embeddings; `undefined` for a picture that couldn't be read
 * @param model gives the scale of logits and probabilities
 * @throws Alt2imgError `clip/no-logit-scale` for logits and probabilities if the model's scale isn't known
 */
export function scoreTable(
  pictures: readonly (Embedding | undefined)[],
  texts: readonly Embedding[],
  measure: Measure,
  model: ModelFacts,
): ScoreTable {
  // A picture at a time: `[1, texts]`.
  const columns = pictures.map((picture) =>
    picture === undefined ? undefined : inMeasure([...similarityMatrix([picture], texts).data], measure, model),
  );
  return {
    values: texts.map((_, text) => columns.map((column) => column?.[text])),
    best: columns.map((column) =>
      column === undefined || column.length === 0 ? undefined : column.indexOf(Math.max(...column)),
    ),
  };
}

/** The scores of one picture with all texts. They compete for CLIP's probability; SigLIP has one for each pair. */
function inMeasure(cosines: readonly number[], measure: Measure, model: ModelFacts): number[] {
  if (measure === "cosine") return [...cosines];
  const data = Float32Array.from(cosines);
  const scaled = [...logits({ dims: [1, data.length], data }, model).data];
  if (measure === "logit") return scaled;
  return model.family === "siglip" ? scaled.map((logit) => 1 / (1 + Math.exp(-logit))) : softmax(scaled);
}

function softmax(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
