import type { ImageEmbedder, RasterImage, TextEmbedder } from "@alt2img/core";

/** The vectors of a concept: of its words, sentences or images. */
export type ConceptVectors = {
  /** Any length but 0; they needn't be normalised. */
  readonly vectors: readonly Float32Array[];
  /** What has no vector, and so is left out of every measure. */
  readonly missing: readonly string[];
};

export type EmbedConceptOptions = { readonly signal?: AbortSignal | undefined };

/** Embeds a concept's words or sentences. A text whose vector is all zeros, or has a value that isn't finite, is missing. */
export async function textConcept(
  embedder: TextEmbedder,
  texts: readonly string[],
  { signal }: EmbedConceptOptions = {},
): Promise<ConceptVectors> {
  return withNames(texts, await embedder.embedTexts(texts, signal === undefined ? {} : { signal }));
}

/** Embeds a concept's images, as iEAT does (Steed and Caliskan 2021). Their names are those of `missing`. */
export async function imageConcept(
  embedder: ImageEmbedder,
  images: readonly { readonly name: string; readonly image: RasterImage }[],
  { signal }: EmbedConceptOptions = {},
): Promise<ConceptVectors> {
  const pictures = images.map(({ image }) => image);
  const names = images.map(({ name }) => name);
  return withNames(names, await embedder.embedImages(pictures, signal === undefined ? {} : { signal }));
}

/**
 * Looks a concept's words up in a table of word vectors (word2vec, GloVe, fastText).
 *
 * @param table for instance, a `Map`
 */
export function lookedUpConcept(
  table: { get(word: string): Float32Array | undefined },
  words: readonly string[],
): ConceptVectors {
  return withNames(
    words,
    words.map((word) => table.get(word)),
  );
}

function withNames(names: readonly string[], found: readonly (Float32Array | undefined)[]): ConceptVectors {
  const vectors: Float32Array[] = [];
  const missing: string[] = [];
  for (const [i, name] of names.entries()) {
    const vector = found[i];
    if (vector !== undefined && hasDirection(vector)) vectors.push(vector);
    else missing.push(name);
  }
  return { vectors, missing };
}

/** A vector of zeros has no cosine with anything. */
const hasDirection = (vector: Float32Array): boolean => vector.every(Number.isFinite) && vector.some((x) => x !== 0);
