import { Alt2imgError, type ImageTextPair } from "@alt2img/core";
import type { ComparingRule } from "../funnel-rule.js";
import { dot, type SignIndex, signIndex } from "./sign-index.js";

export type NearDuplicateEmbeddingsOptions = {
  /** From which cosine on two embeddings are near-duplicates, from 0.8 to 1. Default 0.96. */
  similarity?: number | undefined;
  /** The key of the embedding: a `Float32Array`, or an array of numbers; any length, but the same for all. Default `"embedding"`. */
  column?: string | undefined;
  /** For the random planes. Default 0. */
  seed?: number | undefined;
};

/**
 * Leaves out pairs whose embedding is near that of a pair that was kept before. Only embeddings
 * are compared that are on the same side of nearly all of 128 random planes; at the threshold this finds 99 in 100, and
 * above it more. A pair without an embedding fails.
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
      let index: SignIndex | undefined;
      return (pair) => {
        const embedding = embeddingOf(pair, column, kept[0]?.embedding.length);
        index ??= signIndex(embedding.length, similarity, seed);
        const { candidates, add } = index.search(embedding);
        for (const i of candidates) {
          const { embedding: other, address } = kept[i]!;
          const found = dot(embedding, other);
          if (found < similarity - ROUNDING) continue;
          return { reason: `${column} has a cosine of ${found.toFixed(3)} with that of ${address}`, value: found };
        }
        kept.push({ embedding, address: pair.imageUrl });
        add();
        return undefined;
      };
    },
  };
}

/** Of the cosine of two rounded unit vectors. */
const ROUNDING = 1e-6;

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
