import { createGenerator } from "@alt2img/core/random";

/** How the sets of a case of `associations.json` are drawn. */
export type SetsCase = {
  readonly seed: number;
  readonly sizes: readonly number[];
  readonly dimension: number;
  readonly shift: number;
};

/** The same vectors as `vectors` of `make_associations.py`. */
export function drawSets({ seed, sizes, dimension, shift }: SetsCase): Float32Array[][] {
  const generator = createGenerator(seed);
  return sizes.map((size, which) => {
    const values = generator.randn(size * dimension);
    return Array.from({ length: size }, (_, i) => {
      const vector = values.slice(i * dimension, (i + 1) * dimension);
      if (which % 2 === 0) vector[0]! += shift;
      return vector;
    });
  });
}
