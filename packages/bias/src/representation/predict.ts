import type { Embedding } from "@alt2img/core";
import { biasError } from "../bias-error.js";

/** Values of an attribute as embeddings of their texts: what `buildZeroShotClassifier` of `@alt2img/clip` gives. */
export type AttributeClassifier = {
  /** The attribute's values: "red", "green", "blue". */
  readonly classNames: readonly string[];
  /** One for each value, L2-normalised. */
  readonly embeddings: readonly Embedding[];
};

/** What a classifier says about one image. */
export type Prediction = {
  /** The likeliest value. */
  readonly value: string;
  /** Of each value, by its name; they add up to 1. */
  readonly probabilities: Readonly<Record<string, number>>;
  /** Of the likeliest value. */
  readonly probability: number;
  /** By how much it is likelier than the next one, from 0 to 1. */
  readonly margin: number;
};

export type PredictOptions = {
  /** The checkpoint's `logit_scale`, before `exp`: the embedder's `logitScale`. Default ln 100, where CLIP's training ends. */
  readonly logitScale?: number | undefined;
};

/**
 * Which value of an attribute each image shows, by zero-shot classification: a softmax over the cosines of the image with each value's
 * text. It says what a picture looks like to the embedder, with all of the embedder's own errors: measure these by `calibrate`. Of a
 * person, it can't tell more than what the picture resembles, and never who somebody is.
 *
 * @param images L2-normalised embeddings
 * @returns one prediction for each image
 * @throws Alt2imgError `bias/sets` for fewer than two values, or one that is given twice; `bias/vector` for embeddings of different
 *   lengths or with values that aren't finite; `bias/option` for a `logitScale` above 20, which is one after `exp`
 * @see Radford et al. 2021, §3.1.2, https://arxiv.org/abs/2103.00020
 */
export function predictValues(
  images: readonly Embedding[],
  { classNames, embeddings }: AttributeClassifier,
  { logitScale = Math.log(100) }: PredictOptions = {},
): Prediction[] {
  if (
    classNames.length < 2 ||
    new Set(classNames).size < classNames.length ||
    embeddings.length !== classNames.length
  ) {
    throw biasError(
      "sets",
      `The attribute has the values ${JSON.stringify(classNames)} and ${embeddings.length} embeddings. Give two or more different values, and an embedding for each.`,
    );
  }
  if (!(logitScale <= 20)) {
    throw biasError(
      "option",
      `logitScale is ${logitScale}; give the checkpoint's logit_scale before exp, such as 4.605 for a factor of 100.`,
    );
  }
  return images.map((image, i) => {
    const wrong = embeddings.find((embedding) => embedding.length !== image.length);
    if (wrong !== undefined) {
      throw biasError(
        "vector",
        `The embedding of image ${i} has ${image.length} values, that of a text ${wrong.length}. Use one model for both.`,
      );
    }
    const logits = embeddings.map((text) => Math.exp(logitScale) * dot(image, text));
    const most = Math.max(...logits);
    if (!Number.isFinite(most)) {
      throw biasError("vector", `The embedding of image ${i} has a value that isn't finite. Leave the image out.`);
    }
    const weights = logits.map((logit) => Math.exp(logit - most));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return predictionOf(
      classNames,
      weights.map((weight) => weight / sum),
    );
  });
}

/**
 * A prediction from any other classifier's probabilities.
 *
 * @param probabilities one for each value, from 0 to 1; they add up to 1, give or take 0.02 for rounding
 * @throws Alt2imgError `bias/sets` for fewer than two values, one that is given twice, or another number of probabilities;
 *   `bias/option` for probabilities that aren't
 */
export function predictionOf(values: readonly string[], probabilities: readonly number[]): Prediction {
  if (values.length < 2 || new Set(values).size < values.length)
    throw biasError("sets", `The values are ${JSON.stringify(values)}. Give two or more different ones.`);
  if (probabilities.length !== values.length) {
    const found = `${probabilities.length} ${probabilities.length === 1 ? "probability" : "probabilities"}`;
    throw biasError("sets", `There are ${values.length} values and ${found}. Give one for each.`);
  }
  const wrong = probabilities.findIndex((probability) => !(probability >= 0 && probability <= 1));
  if (wrong >= 0) {
    const name = JSON.stringify(values[wrong]);
    throw biasError("option", `The probability of ${name} is ${probabilities[wrong]}; give numbers from 0 to 1.`);
  }
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  if (Math.abs(sum - 1) > 0.02)
    throw biasError("option", `The probabilities add up to ${sum}; give those of a whole, which add up to 1.`);
  const [first, second] = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]!);
  const probability = probabilities[first!]!;
  return {
    value: values[first!]!,
    probabilities: Object.fromEntries(values.map((value, i) => [value, probabilities[i]!])),
    probability,
    margin: probability - probabilities[second!]!,
  };
}

function dot(a: Embedding, b: Embedding): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
