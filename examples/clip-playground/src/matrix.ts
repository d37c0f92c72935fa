import { logits, type ScaledEmbedder, similarityMatrix } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";

/** What the cells show. */
export type Measure = "cosine" | "logit" | "probability";

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
 */
export function scoreTable(
  pictures: readonly (Embedding | undefined)[],
  texts: readonly Embedding[],
  measure: Measure,
  model: ScaledEmbedder,
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

/** The scores of one picture with all texts, which compete for the probability. */
function inMeasure(cosines: readonly number[], measure: Measure, model: ScaledEmbedder): number[] {
  if (measure === "cosine") return [...cosines];
  const data = Float32Array.from(cosines);
  const scaled = [...logits({ dims: [1, data.length], data }, model).data];
  return measure === "logit" ? scaled : softmax(scaled);
}

function softmax(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * How strong a cell's colour is: 0 for none, up to 1 for the highest score of the table. A score of 0 or less has none.
 */
export function strength(value: number, values: ScoreTable["values"]): number {
  const highest = Math.max(0, ...values.flat().filter((each) => each !== undefined));
  return highest === 0 ? 0 : Math.max(0, value) / highest;
}

/** `0.57`, `−0.08`, `21.3`, `87 %`. */
export function formatScore(value: number, measure: Measure): string {
  if (measure === "probability") return percent(value);
  return signed(value, measure === "cosine" ? 2 : 1);
}

/** With a real minus sign, and without `−0.00`. */
export function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

/** Of a probability from 0 to 1: `87 %`, `0.4 %`, `< 0.1 %`. */
export function percent(probability: number): string {
  const value = 100 * probability;
  if (value < 0.1) return "< 0.1 %";
  return `${value < 9.95 ? value.toFixed(1) : value.toFixed(0)} %`;
}
