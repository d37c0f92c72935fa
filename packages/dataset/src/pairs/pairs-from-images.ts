import type { ImageTextPair } from "@alt2img/core";
import type { PageImages } from "../images/page-images.js";
import { emptyPairCounts, type PairCounts } from "../rules/pair-counts.js";
import { checkRecipe, type PairRecipe } from "../rules/recipe.js";
import { makePairs } from "./make-pairs.js";

/**
 * The image–text pairs of a page whose images were read before, by `imagesOfPage`.
 *
 * @param options.rules which pairs stay
 * @param options.counts what is met is added to these, in place: the sum over many pages
 * @throws Alt2imgError `dataset/rule-name`
 */
export function pairsFromImages(
  page: PageImages,
  { rules, counts = emptyPairCounts() }: { rules?: PairRecipe["rules"]; counts?: PairCounts | undefined } = {},
): ImageTextPair[] {
  return makePairs(page, checkRecipe({ rules }).rules, counts, undefined);
}
