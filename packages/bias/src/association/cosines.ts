import { biasError } from "../bias-error.js";
import type { ConceptVectors } from "./vectors.js";

/** A concept's vectors, or what `textConcept`, `imageConcept` and `lookedUpConcept` give. */
export type Concept = readonly Float32Array[] | ConceptVectors;

const vectorsOf = (concept: Concept): readonly Float32Array[] => ("vectors" in concept ? concept.vectors : concept);

export const missingOf = (concepts: readonly Concept[]): string[] =>
  concepts.flatMap((concept) => ("vectors" in concept ? concept.missing : []));

/**
 * The vectors of concepts that are compared with one another, at unit length, in float64.
 *
 * @throws Alt2imgError `bias/sets` if a concept has no vector; `bias/vector` for vectors of different lengths, zeros, or values
 *   that aren't finite
 */
export function unitVectors<Name extends string>(
  concepts: Readonly<Record<Name, Concept>>,
): Record<Name, readonly Float64Array[]> {
  let dimension: number | undefined;
  const unit = (name: string, concept: Concept): Float64Array[] => {
    const vectors = vectorsOf(concept);
    if (vectors.length === 0) {
      const missing = missingOf([concept]);
      const reason = missing.length === 0 ? "" : `: nothing was found for ${missing.slice(0, 5).join(", ")}`;
      throw biasError("sets", `The concept ${name} has no vectors${reason}. Give at least one.`);
    }
    return vectors.map((vector, i) => {
      dimension ??= vector.length;
      const where = `Vector ${i} of the concept ${name}`;
      if (vector.length !== dimension) {
        throw biasError(
          "vector",
          `${where} has ${vector.length} values, another one ${dimension}. Use one embedder for all.`,
        );
      }
      const unit = new Float64Array(vector);
      const length = Math.sqrt(dot(unit, unit));
      if (length > 0 && Number.isFinite(length)) {
        for (let k = 0; k < unit.length; k++) unit[k]! /= length;
        return unit;
      }
      const problem = length === 0 ? "is all zeros" : "has a value that isn't finite";
      throw biasError("vector", `${where} ${problem}, so it has no cosine with another vector. Leave it out.`);
    });
  };
  const entries = Object.entries<Concept>(concepts).map(([name, concept]) => [name, unit(name, concept)]);
  return Object.fromEntries(entries) as Record<Name, readonly Float64Array[]>;
}

/** The mean of vectors of one length. */
export function meanVector(vectors: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]!.length);
  for (const vector of vectors) for (let i = 0; i < mean.length; i++) mean[i]! += vector[i]! / vectors.length;
  return mean;
}

/** The cosine of every vector of `rows` with every one of `columns`, row by row. */
export function cosines(rows: readonly Float64Array[], columns: readonly Float64Array[]): Float64Array[] {
  return rows.map((row) => Float64Array.from(columns, (column) => dot(row, column)));
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
