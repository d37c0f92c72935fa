import type { Embedding } from "@alt2img/core";
import { clipError } from "../clip-error.js";
import { dot, normalizedRows } from "../embed/normalize.js";
import type { Clip } from "../model/clip.js";
import type { ImageInput } from "../pixels/image-input.js";
import { embeddingOfImage } from "./score.js";
import { checkWidths, logitOf, noLogitScale, sigmoid, softmax } from "./similarity.js";

/** Classes as embeddings of their texts, made once for many images. Plain data. */
export type ZeroShotClassifier = {
  readonly classNames: readonly string[];
  /** One for each class: the mean of its templates' embeddings, L2-normalised. */
  readonly embeddings: readonly Embedding[];
};

export type ZeroShotOptions = {
  /** Texts with `{}` where the class name goes: several make an ensemble. Default: the bare name, `"{}"`. */
  templates?: readonly string[] | undefined;
  /** Aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Embeds classes for `classify`: each template with the class name in it, normalised, averaged, and normalised again.
 *
 * @throws Alt2imgError `clip/option` without classes, for a class that is given twice, or for a template without `{}`;
 *   what `embedTexts` throws
 * @see Radford et al. 2021, §3.1.4, https://arxiv.org/abs/2103.00020
 */
export async function buildZeroShotClassifier(
  clip: Pick<Clip, "embedTexts" | "dimension">,
  classNames: readonly string[],
  { templates = ["{}"], signal }: ZeroShotOptions = {},
): Promise<ZeroShotClassifier> {
  if (classNames.length === 0) throw clipError("option", "There are no class names. Give at least one.");
  const seen = new Set<string>();
  const twice = classNames.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) {
    throw clipError(
      "option",
      `The class name ${JSON.stringify(twice)} is given twice, so its probability would be shared out. Give each class once.`,
    );
  }
  const wrong = templates.find((template) => !template.includes("{}"));
  if (wrong !== undefined || templates.length === 0) {
    throw clipError("option", `The template ${JSON.stringify(wrong)} has no {} for the class name.`);
  }
  const embeddings: Embedding[] = [];
  for (const className of classNames) {
    const texts = templates.map((template) => template.replaceAll("{}", () => className));
    embeddings.push(meanEmbedding(await clip.embedTexts(texts, { signal }), clip.dimension));
  }
  return { classNames: [...classNames], embeddings };
}

function meanEmbedding(embeddings: readonly Embedding[], dimension: number): Embedding {
  const sum = new Float32Array(dimension);
  for (const embedding of embeddings) for (let i = 0; i < dimension; i++) sum[i] = sum[i]! + embedding[i]!;
  return normalizedRows(sum, dimension, "class")[0]!;
}

/** A class and how well it fits the image. */
export type ClassScore = {
  readonly className: string;
  /** Its index among the classes, from 0. */
  readonly index: number;
  readonly cosine: number;
  /** CLIP: of this class among all classes; these add up to 1. SigLIP: of this class by itself. */
  readonly probability: number;
};

/**
 * Which class an image shows, without any training: the class whose text is nearest.
 *
 * @param classes what `buildZeroShotClassifier` made, or bare class names
 * @returns all classes, the most likely first
 * @throws Alt2imgError `clip/no-logit-scale`; `clip/option` for bare names without any, or with one given twice; what
 *   `embedTexts` and `embedImages` throw
 */
export async function classify(
  clip: Clip,
  image: ImageInput | Embedding,
  classes: ZeroShotClassifier | readonly string[],
  options: ZeroShotOptions = {},
): Promise<ClassScore[]> {
  const classifier = isNames(classes) ? await buildZeroShotClassifier(clip, classes, options) : classes;
  const embedding = await embeddingOfImage(clip, image, options.signal);
  return classScores(clip, embedding, classifier).sort((a, b) => b.cosine - a.cosine);
}

const isNames = (classes: ZeroShotClassifier | readonly string[]): classes is readonly string[] =>
  Array.isArray(classes);

/** In the order of the classes. */
export function classScores(
  clip: Pick<Clip, "family" | "dimension" | "logitScale" | "logitBias">,
  image: Embedding,
  { classNames, embeddings }: ZeroShotClassifier,
): ClassScore[] {
  const toLogit = logitOf(clip);
  if (toLogit === undefined) throw noLogitScale();
  const cosines = embeddings.map((text) => {
    checkWidths(image, text);
    return dot(image, text);
  });
  const scaled = cosines.map(toLogit);
  const probabilities = clip.family === "siglip" ? scaled.map(sigmoid) : softmax(scaled);
  return classNames.map((className, index) => ({
    className,
    index,
    cosine: cosines[index]!,
    probability: probabilities[index]!,
  }));
}
