import type { Wordnet } from "./wordnet.js";

// No state that anybody could see: an entry goes with its lexicon.
const memo = new WeakMap<Wordnet, Map<unknown, unknown>>();

/**
 * What follows from a lexicon alone (an index, a list of depths), computed at first use and kept as long as the lexicon
 * lives. `compute` must be a named function, which is its key.
 */
export function derived<Result>(wordnet: Wordnet, compute: (wordnet: Wordnet) => Result): Result {
  let results = memo.get(wordnet);
  if (results === undefined) {
    results = new Map();
    memo.set(wordnet, results);
  }
  if (!results.has(compute)) results.set(compute, compute(wordnet));
  return results.get(compute) as Result;
}
