import type { ImageTextPair } from "@alt2img/core";
import type { PageImages } from "../images/page-images.js";
import { emptyPairCounts, type PairCounts } from "../rules/pair-counts.js";
import { checkRecipe, type PairRecipe } from "../rules/recipe.js";
import { makePairs } from "./make-pairs.js";

export type ImagePairOptions = {
  /** Which of an image's addresses counts. */
  address?: PairRecipe["address"];
  /** Which pairs are kept. */
  rules?: PairRecipe["rules"];
  /** The page's counts are added to these, in place, so that they can be a sum over many pages. */
  counts?: PairCounts | undefined;
};

/**
 * The image–text pairs of a page whose images `imagesOfPage` has already collected.
 *
 * @throws Alt2imgError `dataset/address`, `dataset/rule-name`
 */
export function pairsFromImages(
  page: PageImages,
  { counts = emptyPairCounts(), ...recipe }: ImagePairOptions = {},
): ImageTextPair[] {
  return makePairs(page, checkRecipe(recipe), counts, undefined);
}
