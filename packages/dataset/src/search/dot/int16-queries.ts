/** As many as a 32-bit integer holds. */
const LARGEST_SUM = 2 ** 31 - 1;

/** The largest absolute value of an 8-bit integer. */
const LARGEST_ROW = 128;

/**
 * Queries for rows of 8-bit integers. Each has a scale of its own: its largest number becomes ±32,767, or less if a sum could overflow
 * a 32-bit integer. By Cauchy and Schwarz, a sum and each part of it is at most the product of the lengths of row and query.
 *
 * @param queries `[queryCount, dimension]`
 * @returns `scales[q]` times the integers are query `q`
 */
export function int16Queries(
  queries: Float32Array,
  dimension: number,
): { data: Int16Array<ArrayBuffer>; scales: Float64Array<ArrayBuffer> } {
  const data = new Int16Array(queries.length);
  const scales = new Float64Array(queries.length / dimension);
  const root = Math.sqrt(dimension);
  const longest = LARGEST_SUM / (LARGEST_ROW * root) - 0.5 * root;
  for (let q = 0; q < scales.length; q++) {
    const query = queries.subarray(q * dimension, (q + 1) * dimension);
    let [largest, squared] = [0, 0];
    for (const value of query) {
      largest = Math.max(largest, Math.abs(value));
      squared += value * value;
    }
    if (largest === 0) continue;
    const factor = Math.min(32767 / largest, longest / Math.sqrt(squared));
    scales[q] = 1 / factor;
    for (let j = 0; j < dimension; j++) data[q * dimension + j] = Math.round(query[j]! * factor);
  }
  return { data, scales };
}
