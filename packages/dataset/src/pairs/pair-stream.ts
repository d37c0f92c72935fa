import { countDiagnostic, type Diagnostic, type ImageTextPair, type OnDiagnostic } from "@alt2img/core";
import type { PageImages } from "../images/page-images.js";
import { readOnce } from "../read-once.js";
import { emptyPairCounts, type PairCounts } from "../rules/pair-counts.js";
import { type CheckedRecipe, checkRecipe } from "../rules/recipe.js";
import { makePairs } from "./make-pairs.js";
import type { PairOptions } from "./pair-options.js";

/**
 * Pairs, one after another; you can loop over them once, and a second loop throws `dataset/read-twice`. `counts` says at any
 * time what has been found so far.
 */
export type PairStream = AsyncIterable<ImageTextPair> & { readonly counts: Readonly<PairCounts> };

/**
 * The pairs of pages as they are read, with counts and diagnostics.
 *
 * @throws Alt2imgError `dataset/text-source`, `dataset/address`, `dataset/rule-name`, at once
 */
export function pairStream(
  options: PairOptions,
  readPages: (recipe: CheckedRecipe, report: OnDiagnostic) => AsyncIterable<PageImages>,
): PairStream {
  const counts = emptyPairCounts();
  const report = (diagnostic: Diagnostic): void => {
    countDiagnostic(counts.diagnostics, diagnostic);
    options.onDiagnostic?.(diagnostic);
  };
  const recipe = checkRecipe(options.recipe);
  return Object.assign(readOnce(readPairs(readPages(recipe, report), recipe, counts, report)), { counts });
}

async function* readPairs(
  pages: AsyncIterable<PageImages>,
  recipe: CheckedRecipe,
  counts: PairCounts,
  report: OnDiagnostic,
): AsyncGenerator<ImageTextPair, void, undefined> {
  for await (const page of pages) for (const pair of makePairs(page, recipe, counts, report)) yield pair;
}
