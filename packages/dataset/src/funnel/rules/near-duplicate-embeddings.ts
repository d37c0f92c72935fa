import { Alt2imgError, createRandom, type ImageTextPair } from "@alt2img/core";
import type { ComparingRule } from "../funnel-rule.js";

export type NearDuplicateEmbeddingsOptions = {
  /** From which cosine on two embeddings are near-duplicates, from 0.8 to 1. Default 0.96. */
  similarity?: number | undefined;
  /** The key of the embedding: a `Float32Array`, or an array of numbers; any length, but the same for all. Default `"embedding"`. */
  column?: string | undefined;
  /** For the random planes. Default 0. */
  seed?: number | undefined;
};

/** Planes of a table: embeddings on the same side of all of them share a bucket, one of 4,096. */
const PLANES = 12;

/** The share of near-duplicates right at the threshold that the tables may miss; nearer ones are missed less often. */
const MISSED = 0.01;

/**
 * Leaves out pairs whose embedding is near that of a pair that was kept before. Only embeddings that share a bucket of a
 * random-plane table are compared; there are as many tables as it takes to find 99 in 100 near-duplicates at the threshold,
 * and those above it more surely. A pair without an embedding fails.
 *
 * @throws Alt2imgError `dataset/embedding-similarity`
 * @see Charikar 2002, Similarity Estimation Techniques from Rounding Algorithms, https://doi.org/10.1145/509907.509965
 */
export function nearDuplicateEmbeddings({
  similarity = 0.96,
  column = "embedding",
  seed = 0,
}: NearDuplicateEmbeddingsOptions = {}): ComparingRule {
  if (!(similarity >= 0.8 && similarity <= 1)) {
    throw new Alt2imgError("dataset/embedding-similarity", `similarity is ${similarity}; it must be from 0.8 to 1.`);
  }
  return {
    name: "near-duplicate embedding",
    start() {
      const kept: { embedding: Float32Array; address: string }[] = [];
      let tables: Table[] | undefined;
      return (pair) => {
        const embedding = embeddingOf(pair, column, kept[0]?.embedding.length);
        tables ??= makeTables(embedding.length, similarity, seed);
        const buckets = tables.map((table) => bucketOf(table, embedding));
        const compared = new Set<number>();
        for (const bucket of buckets) {
          for (const i of bucket) {
            if (compared.has(i)) continue;
            compared.add(i);
            const found = dot(embedding, kept[i]!.embedding);
            if (found < similarity - ROUNDING) continue;
            const reason = `${column} has a cosine of ${found.toFixed(3)} with that of ${kept[i]!.address}`;
            return { reason, value: found };
          }
        }
        const index = kept.push({ embedding, address: pair.imageUrl }) - 1;
        for (const bucket of buckets) bucket.push(index);
        return undefined;
      };
    },
  };
}

/** Of the cosine of two rounded unit vectors. */
const ROUNDING = 1e-6;

type Table = { planes: Float32Array[]; buckets: Map<number, number[]> };

function makeTables(dimension: number, similarity: number, seed: number): Table[] {
  const oneSide = 1 - Math.acos(similarity) / Math.PI;
  const count = similarity === 1 ? 1 : Math.ceil(Math.log(MISSED) / Math.log(1 - oneSide ** PLANES));
  const { uniform } = createRandom(seed);
  // Near enough to normal, from exact sums, so that every platform has the same planes.
  const coordinate = (): number => uniform() + uniform() + uniform() + uniform() - 2;
  return Array.from({ length: count }, () => ({
    planes: Array.from({ length: PLANES }, () => Float32Array.from({ length: dimension }, coordinate)),
    buckets: new Map(),
  }));
}

function bucketOf({ planes, buckets }: Table, embedding: Float32Array): number[] {
  let key = 0;
  for (const plane of planes) key = 2 * key + (dot(plane, embedding) > 0 ? 1 : 0);
  let bucket = buckets.get(key);
  if (bucket === undefined) {
    bucket = [];
    buckets.set(key, bucket);
  }
  return bucket;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** L2-normalised. */
function embeddingOf(pair: ImageTextPair, column: string, dimension: number | undefined): Float32Array {
  const value: unknown = Object.hasOwn(pair, column) ? Reflect.get(pair, column) : undefined;
  const numbers = value instanceof Float32Array || Array.isArray(value) ? Float32Array.from(value) : undefined;
  if (numbers !== undefined && numbers.length === (dimension ?? numbers.length)) {
    const norm = Math.sqrt(dot(numbers, numbers));
    if (norm > 0 && norm < Infinity) return numbers.map((number) => number / norm);
  }
  throw new Alt2imgError(
    "dataset/rule-value",
    `${column} isn't an embedding${dimension === undefined ? "" : ` of length ${dimension}, as those before it`}; it must be a Float32Array, or an array, of finite numbers that aren't all 0.`,
  );
}
