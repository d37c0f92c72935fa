import type { HtmlPagesOptions } from "../crawl-file/html-pages-from-warc.js";
import type { PairRecipe } from "../rules/recipe.js";

/** The options of `pairsFromWarc` and `pairsFromWat`. The stage of their progress is `"pairs"`. */
export type PairOptions = HtmlPagesOptions & {
  /** Which texts count, and which pairs are kept. */
  recipe?: PairRecipe | undefined;
};
