import type { Embedding, OnProgress } from "@alt2img/core";
import { biasError } from "../bias-error.js";
import { pauses } from "../pauses.js";

export type NearestOptions = {
  /** How many neighbours each query gets, if there are as many items. Default 10. */
  readonly count?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In images: the queries. */
  readonly onProgress?: OnProgress | undefined;
};

/** An item near a query. */
export type Neighbour = {
  /** Of the item in its list. */
  readonly index: number;
  /** Cosine similarity, from −1 to 1. */
  readonly similarity: number;
};

/**
 * The items nearest to each query: exact, by comparing all of them. Near in an embedding means similar to the eyes of one model; it
 * doesn't mean that the item caused anything. For that, see `counterfactual`.
 *
 * @param queries embeddings of images or texts, such as of generated pictures
 * @param items of the same model, such as of the training images or their captions
 * @returns for each query, its neighbours, the nearest first; of equals, the first one first
 * @throws Alt2imgError `bias/vector` for an embedding of another length or with numbers that aren't finite, `bias/option`; the
 *   signal's reason
 */
export async function nearestItems(
  queries: readonly Embedding[],
  items: readonly Embedding[],
  { count = 10, signal, onProgress }: NearestOptions = {},
): Promise<Neighbour[][]> {
  if (!(Number.isSafeInteger(count) && count >= 1))
    throw biasError("option", `count is ${count}; give a whole number, 1 or more.`);
  const dimension = items[0]?.length ?? queries[0]?.length ?? 0;
  checkEmbeddings("Item", items, dimension);
  checkEmbeddings("Query", queries, dimension);
  const pause = pauses(signal);
  const found: Neighbour[][] = [];
  for (const query of queries) {
    await pause();
    found.push(nearestTo(query, items, count));
    onProgress?.({ stage: "compare", done: found.length, total: queries.length, unit: "images" });
  }
  return found;
}

function nearestTo(query: Embedding, items: readonly Embedding[], count: number): Neighbour[] {
  const nearest: Neighbour[] = [];
  for (const [index, item] of items.entries()) {
    let similarity = 0;
    for (let d = 0; d < query.length; d++) similarity += query[d]! * item[d]!;
    if (nearest.length === count && similarity <= nearest[count - 1]!.similarity) continue;
    let at = nearest.length;
    while (at > 0 && nearest[at - 1]!.similarity < similarity) at--;
    nearest.splice(at, 0, { index, similarity });
    if (nearest.length > count) nearest.pop();
  }
  return nearest;
}

function checkEmbeddings(what: string, list: readonly Embedding[], dimension: number): void {
  for (const [i, { length }] of list.entries()) {
    if (length !== dimension)
      throw biasError(
        "vector",
        `${what} ${i} has ${length} dimensions, and the first item ${dimension}; use one model for all.`,
      );
    if (!list[i]!.every(Number.isFinite)) throw biasError("vector", `${what} ${i} has numbers that aren't finite.`);
  }
}
