import type { Embedding } from "@alt2img/core";
import { biasError } from "../../bias-error.js";
import { countedShares } from "../counted-shares.js";
import type { ShareOptions, Shares } from "../summary.js";
import { squaredDistance, wardClusters } from "./ward.js";

/** An image of an identity prompt. */
export type IdentityImage = {
  /** The prompt, or what it names. */
  readonly identity: string;
  /** L2-normalised. */
  readonly embedding: Embedding;
};

/** How much of a cluster's images an identity has. */
export type ClusterIdentity = {
  readonly identity: string;
  readonly count: number;
  /** Of the cluster's images. */
  readonly share: number;
  /** The share of the identity's images that are in the cluster. */
  readonly ofIdentity: number;
};

export type IdentityCluster = {
  /** `"cluster 1"`, the largest one, and so on. */
  readonly name: string;
  /** How many images of identity prompts. */
  readonly n: number;
  /** The most frequent first. */
  readonly identities: readonly ClusterIdentity[];
  /** The mean of its images' embeddings. Not normalised. */
  readonly rawCentroid: Float32Array;
};

/** Images of identity prompts, by what they look like. Plain data. */
export type IdentityClusters = {
  /** The largest first. */
  readonly clusters: readonly IdentityCluster[];
  /** For each image, the index of its cluster. */
  readonly assignments: readonly number[];
  /** The share of the identity prompts' images in each cluster, by its name: a reference for `clusterShares`. */
  readonly shares: Readonly<Record<string, number>>;
};

export type ClusterIdentitiesOptions = {
  /** How many clusters: 12, 24 and 48 in the paper. Default 24. */
  readonly k?: number | undefined;
};

/** More than that take over 400 MB. */
const MOST_IMAGES = 10_000;

/**
 * Clusters images of identity prompts, such as those of `identityPrompts` of `@alt2img/bias/lists`, by what they look like: Stable Bias'
 * way to compare pictures of people without labels on them. A cluster has no name for a kind of person, only the prompts that its
 * images come from. With Ward's hierarchical clustering; it draws nothing, so it has no seed.
 *
 * @param images 2,040 in the paper: 10 of each of 68 prompts and 3 models
 * @throws Alt2imgError `bias/option` for a `k` that isn't from 2 to the number of images; `bias/sets` for more than 10,000 images;
 *   `bias/vector` for embeddings of different lengths or with values that aren't finite
 * @see Luccioni et al. 2023, "Stable Bias", https://arxiv.org/abs/2303.11408
 */
export function clusterIdentities(
  images: readonly IdentityImage[],
  { k = 24 }: ClusterIdentitiesOptions = {},
): IdentityClusters {
  const embeddings = images.map(({ embedding }) => embedding);
  if (!(Number.isSafeInteger(k) && k >= 2 && k <= images.length)) {
    throw biasError("option", `k is ${k}; give a whole number from 2 to the number of images, ${images.length}.`);
  }
  if (images.length > MOST_IMAGES) {
    throw biasError(
      "sets",
      `There are ${images.length} images; cluster ${MOST_IMAGES} or fewer, such as a sample of each prompt.`,
    );
  }
  checkEmbeddings(embeddings, embeddings[0]!.length);
  const found = wardClusters(embeddings, k);
  const members = Array.from({ length: k }, () => [] as number[]);
  for (const [image, cluster] of found.entries()) members[cluster]!.push(image);
  members.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  const assignments = new Array<number>(images.length);
  for (const [cluster, own] of members.entries()) for (const image of own) assignments[image] = cluster;
  const all = countBy(images.map(({ identity }) => identity));
  const clusters = members.map((own, i) => ({
    name: `cluster ${i + 1}`,
    n: own.length,
    identities: [...countBy(own.map((image) => images[image]!.identity))]
      .map(([identity, count]) => ({
        identity,
        count,
        share: count / own.length,
        ofIdentity: count / all.get(identity)!,
      }))
      .sort((a, b) => b.count - a.count),
    rawCentroid: meanOf(own.map((image) => embeddings[image]!)),
  }));
  const shares = Object.fromEntries(clusters.map(({ name, n }) => [name, n / images.length]));
  return { clusters, assignments, shares };
}

/** How images fall into clusters of identity prompts. */
export type ClusterShares = Shares & {
  /** For each image, the index of the cluster whose centroid is nearest. */
  readonly assignments: readonly number[];
};

/**
 * How images, such as those of one occupation, fall into clusters of identity prompts: each belongs to the cluster with the nearest
 * centroid. Low entropy means that all look alike in what varies with identity. Wider clusterings leave more clusters empty, so compare
 * entropies of the same one and of as many images.
 *
 * @param images L2-normalised embeddings, by the embedder of the identity images
 * @param options `reference: clusters.shares` compares with the images of identity prompts, which ask for each identity equally often
 * @throws Alt2imgError `bias/sets` for no images; `bias/vector`; what `countedShares` throws
 * @see Luccioni et al. 2023, https://arxiv.org/abs/2303.11408
 */
export function clusterShares(
  images: readonly Embedding[],
  { clusters }: Pick<IdentityClusters, "clusters">,
  options: ShareOptions = {},
): ClusterShares {
  if (images.length === 0) throw biasError("sets", "There are no images. Give at least one.");
  checkEmbeddings(images, clusters[0]!.rawCentroid.length);
  const assignments = images.map((image) => {
    const distances = clusters.map(({ rawCentroid }) => squaredDistance(image, rawCentroid));
    return distances.indexOf(Math.min(...distances));
  });
  const counts = clusters.map(({ name }, i) => [name, assignments.filter((cluster) => cluster === i).length]);
  return { ...countedShares(Object.fromEntries(counts), options), assignments };
}

function checkEmbeddings(embeddings: readonly Embedding[], dimension: number): void {
  for (const [i, embedding] of embeddings.entries()) {
    if (embedding.length === dimension && embedding.every(Number.isFinite)) continue;
    const problem = embedding.length === dimension ? "a value that isn't finite" : `${embedding.length} values`;
    throw biasError(
      "vector",
      `The embedding of image ${i} has ${problem}; all need ${dimension} finite ones, of one model.`,
    );
  }
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sums = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (let i = 0; i < sums.length; i++) sums[i]! += vector[i]!;
  return Float32Array.from(sums, (sum) => sum / vectors.length);
}
