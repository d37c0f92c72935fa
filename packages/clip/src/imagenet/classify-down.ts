import { type Embedding, formatCount, formatNumber } from "@alt2img/core";
import type { Synset } from "@alt2img/wordnet";
import type { ClassHierarchy } from "@alt2img/wordnet/imagenet";
import { clipError } from "../clip-error.js";
import type { Clip } from "../model/clip.js";
import type { ImageInput } from "../pixels/image-input.js";
import { embeddingOfImage } from "../score/score.js";
import { logitOf, noLogitScale, softmax } from "../score/similarity.js";
import { classScores, type ZeroShotClassifier } from "../score/zero-shot.js";

/** A node of the hierarchy on an image's way down. */
export type HierarchyStep = {
  readonly synset: Synset;
  /** Set if the node is a class itself. */
  readonly wnid?: string;
  /** The probability that the image shows a class at or below this node: the sum over those classes, each counted once. */
  readonly probability: number;
};

export type HierarchyClassification = {
  /** From a root down to a class: at every node the most likely child. */
  readonly path: readonly HierarchyStep[];
  /** The probability of every node of the hierarchy. */
  readonly probabilities: ReadonlyMap<Synset, number>;
};

export type ClassifyDownOptions = {
  /** Aborts; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Walks an image down the hierarchy of its classes. An inner node is scored through its leaves: *canine* is as likely
 * as all the dogs, wolves and foxes together. So an image can certainly be a dog while no breed is certain, and no
 * text such as "a photo of a canine", which few people write, has to be scored.
 *
 * @param classifier one class for each class of `hierarchy`, in their order: see `hierarchyClassNames`
 * @throws Alt2imgError `clip/option` when classifier and hierarchy have different numbers of classes;
 *   `clip/no-logit-scale`; what `embedImages` throws
 */
export async function classifyDown(
  clip: Clip,
  image: ImageInput | Embedding,
  classifier: ZeroShotClassifier,
  hierarchy: ClassHierarchy,
  { signal }: ClassifyDownOptions = {},
): Promise<HierarchyClassification> {
  const { classes, nodes, roots } = hierarchy;
  if (classifier.classNames.length !== classes.length) {
    throw clipError(
      "option",
      `The classifier has ${formatCount(classifier.classNames.length, "class", "classes")} and the hierarchy ${formatNumber(classes.length)}. Build it from hierarchyClassNames(hierarchy).`,
    );
  }
  const embedding = await embeddingOfImage(clip, image, signal);
  const probabilities = nodeProbabilities(hierarchy, leafProbabilities(clip, embedding, classifier));
  const step = (synset: Synset): HierarchyStep => {
    const wnid = nodes.get(synset)?.wnid;
    return { synset, ...(wnid === undefined ? {} : { wnid }), probability: probabilities.get(synset) ?? 0 };
  };
  const likeliest = (synsets: readonly Synset[]): Synset | undefined =>
    [...synsets].sort((a, b) => (probabilities.get(b) ?? 0) - (probabilities.get(a) ?? 0))[0];
  const path: HierarchyStep[] = [];
  for (let at = likeliest(roots); at !== undefined; at = likeliest(nodes.get(at)?.hyponyms ?? [])) path.push(step(at));
  return { path, probabilities };
}

/** A softmax over the classes, also for SigLIP: in a hierarchy they exclude one another. */
function leafProbabilities(clip: Clip, image: Embedding, classifier: ZeroShotClassifier): number[] {
  const toLogit = logitOf(clip);
  if (toLogit === undefined) throw noLogitScale();
  return softmax(classScores(clip, image, classifier).map(({ cosine }) => toLogit(cosine)));
}

function nodeProbabilities({ classes, nodes }: ClassHierarchy, leaves: readonly number[]): Map<Synset, number> {
  const sums = new Map<Synset, number>();
  for (const [i, { synset }] of classes.entries()) {
    const line = new Set([synset]);
    // Iterating a set includes what is added meanwhile, and it has each node once, though several paths lead there.
    for (const each of line) for (const hypernym of nodes.get(each)?.hypernyms ?? []) line.add(hypernym);
    for (const each of line) sums.set(each, (sums.get(each) ?? 0) + leaves[i]!);
  }
  return sums;
}
