import type { HtmlPagesOptions } from "../crawl-file/html-pages-from-warc.js";
import type { PairRecipe } from "../rules/recipe.js";

/** What `pairsFromWarc` and `pairsFromWat` take beside a source. The stage of their progress is `"pairs"`. */
export type PairOptions = HtmlPagesOptions & {
  /** Which texts count, and which pairs stay. */
  recipe?: PairRecipe | undefined;
};
