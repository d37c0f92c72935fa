import { Alt2imgError, formatCount, type TextSource } from "@alt2img/core";
import { isTextSource, textSources } from "../text-sources.js";
import { NO_ADDRESS, NO_TEXT, OUTSIDE_SRC, type PairCounts } from "./pair-counts.js";
import { checkRuleNames, type PairRule } from "./pair-rule.js";

/**
 * What makes a pair, the same for HTML, WARC and WAT. By default, every `img` element with an http(s) address and an `alt`
 * that isn't blank makes one; rules say what else a dataset leaves out.
 */
export type PairRecipe = {
  /**
   * Which texts count. Default `["alt"]`, as for LAION. An image with texts from several of these sources makes several
   * pairs, in the order of this list.
   */
  sources?: readonly TextSource[] | undefined;
  /**
   * Which addresses count. `"any"`, the default: the one that leads to the picture, from `src`, `srcset`, a `source` of the
   * `picture`, or a lazy-loading attribute such as `data-src`. `"src"`: only the one in `src`, as for LAION, even if it is a
   * placeholder. A WAT has no others.
   */
  address?: PairAddress | undefined;
  /** Applied in this order; a pair is counted under the first rule that rejects it. Default: no rules. */
  rules?: readonly PairRule[] | undefined;
};

/** Which addresses of an image count: see `PairRecipe`. */
export type PairAddress = "any" | "src";

/** A recipe with its defaults filled in. */
export type CheckedRecipe = {
  sources: readonly TextSource[];
  /** Whether `alt` is the only source: then only `img` elements are read. */
  altOnly: boolean;
  address: PairAddress;
  rules: readonly PairRule[];
};

/** @throws Alt2imgError `dataset/text-source`, `dataset/address`, `dataset/rule-name` */
export function checkRecipe({ sources, address = "any", rules = [] }: PairRecipe = {}): CheckedRecipe {
  const unknown = sources?.find((source) => !isTextSource(source));
  if (unknown !== undefined || sources?.length === 0) {
    throw new Alt2imgError(
      "dataset/text-source",
      `sources ${unknown === undefined ? "is empty" : `names “${unknown}”`}; it must list some of ${textSources.join(", ")}.`,
    );
  }
  if (address !== "any" && address !== "src") {
    throw new Alt2imgError("dataset/address", `address is “${address}”; it must be "any" or "src".`);
  }
  checkRuleNames(rules);
  const wanted = new Set<TextSource>(sources ?? ["alt"]);
  return { sources: [...wanted], altOnly: wanted.size === 1 && wanted.has("alt"), address, rules };
}

/**
 * What a recipe does, in words for people: `Each alt text of an img element with an http(s) address in src
 * makes a pair. Left out: fewer than 5 characters, opted out.`
 */
export function describeRecipe(recipe: PairRecipe = {}): string {
  const { sources, address, altOnly, rules } = checkRecipe(recipe);
  const where = address === "src" ? "in src" : "in src, srcset, data-src or the like";
  const makes = `Each ${sources.join(" or ")} text of an ${altOnly ? "img element" : "image"} with an http(s) address ${where} makes a pair.`;
  return rules.length === 0 ? makes : `${makes} Left out: ${rules.map(({ name }) => name).join(", ")}.`;
}

/** How many images were counted, and which: `100 img elements`, or `119 images` with other sources than `alt`. */
export function describeImages({ images }: Readonly<PairCounts>, recipe: PairRecipe = {}): string {
  return formatCount(images, checkRecipe(recipe).altOnly ? "img element" : "image");
}

/** One reason why candidates make no pair: its name, how many candidates it rejected, and on how many pages. */
export type PairLoss = { name: string; count: number; pages: number };

/** Every loss of a recipe in the order of the funnel, including zeros: `counts.read` minus all of them is `counts.kept`. */
export function listLosses(
  { rejected, pagesRejected, failed }: Readonly<PairCounts>,
  { address, rules = [] }: PairRecipe = {},
): PairLoss[] {
  const names = [NO_TEXT, NO_ADDRESS, ...(address === "src" ? [OUTSIDE_SRC] : []), ...rules.map(({ name }) => name)];
  const losses = names.map((name) => ({ name, count: rejected[name] ?? 0, pages: pagesRejected[name] ?? 0 }));
  return failed === 0 ? losses : [...losses, { name: "failed", count: failed, pages: 0 }];
}
