import { derived } from "../derived.js";
import type { Synset } from "../wordnet.js";
import type { Taxonomy } from "./taxonomy.js";

/**
 * For each synset: itself and all synsets above it, by rising row, and the number of edges on the shortest path up. Those
 * of row `i` are from `starts[i]` to `starts[i + 1]`.
 */
export type Ancestors = {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly distances: Uint16Array;
};

/** The ancestors of all synsets: computed at first use in the order from the roots, one merge for each edge. */
export const ancestors: (taxonomy: Taxonomy) => Ancestors = /* @__PURE__ */ derived(compute);

/** The length of the shortest path up to each synset above, including itself (0). */
export function distancesUp(taxonomy: Taxonomy, synset: Synset): ReadonlyMap<Synset, number> {
  const { starts, rows, distances } = ancestors(taxonomy);
  const found = new Map<Synset, number>();
  for (let i = starts[synset]!; i < starts[synset + 1]!; i++) found.set(rows[i]! as Synset, distances[i]!);
  return found;
}

function compute({ hypernyms, order }: Taxonomy): Ancestors {
  const starts = new Uint32Array(order.length + 1);
  // First in the order from the roots, so that everything needed is already there; then by row.
  const place = new Uint32Array(order.length);
  const counts = new Uint32Array(order.length);
  let rows = new Uint32Array(order.length * 8);
  let distances = new Uint16Array(order.length * 8);
  let end = 0;
  for (const row of order) {
    let list: number[] = [row];
    let far: number[] = [0];
    for (let h = hypernyms.starts[row]!; h < hypernyms.starts[row + 1]!; h++) {
      const hypernym = hypernyms.rows[h]!;
      const from = place[hypernym]!;
      const to = from + counts[hypernym]!;
      const merged: number[] = [];
      const mergedFar: number[] = [];
      let i = 0;
      let j = from;
      while (i < list.length || j < to) {
        const own = i < list.length ? list[i]! : Number.POSITIVE_INFINITY;
        const other = j < to ? rows[j]! : Number.POSITIVE_INFINITY;
        if (own < other) {
          merged.push(own);
          mergedFar.push(far[i++]!);
        } else if (other < own) {
          merged.push(other);
          mergedFar.push(distances[j++]! + 1);
        } else {
          merged.push(own);
          mergedFar.push(Math.min(far[i++]!, distances[j++]! + 1));
        }
      }
      list = merged;
      far = mergedFar;
    }
    if (end + list.length > rows.length) {
      rows = grown(rows, end + list.length, (length) => new Uint32Array(length));
      distances = grown(distances, end + list.length, (length) => new Uint16Array(length));
    }
    rows.set(list, end);
    distances.set(far, end);
    place[row] = end;
    counts[row] = list.length;
    end += list.length;
  }
  const sortedRows = new Uint32Array(end);
  const sortedDistances = new Uint16Array(end);
  for (let row = 0, at = 0; row < order.length; row++) {
    const from = place[row]!;
    sortedRows.set(rows.subarray(from, from + counts[row]!), at);
    sortedDistances.set(distances.subarray(from, from + counts[row]!), at);
    at += counts[row]!;
    starts[row + 1] = at;
  }
  return { starts, rows: sortedRows, distances: sortedDistances };
}

function grown<Column extends Uint32Array | Uint16Array>(
  column: Column,
  needed: number,
  create: (length: number) => Column,
): Column {
  const larger = create(Math.max(needed, column.length * 2));
  larger.set(column);
  return larger;
}
