import { Alt2imgError, formatCount, type TextSource } from "@alt2img/core";
import { isTextSource, textSources } from "../text-sources.js";
import { NO_ADDRESS, NO_TEXT, OUTSIDE_SRC, type PairCounts } from "./pair-counts.js";
import type { PairRule } from "./pair-rule.js";

/**
 * What of a page becomes a pair, the same for HTML, WARC and WAT. By default every `img` element with an http(s) address
 * and an `alt` that isn't blank makes one; what a dataset leaves out beyond that, its rules say.
 */
export type PairRecipe = {
  /**
   * Which texts count. Default `["alt"]`, as LAION takes them. An image with texts from several of them makes several
   * pairs, in the order of this list.
   */
  sources?: readonly TextSource[] | undefined;
  /**
   * Which addresses count. `"any"`, the default: the one that leads to the picture, from `src`, `srcset`, a `source` of the
   * `picture`, or a lazy-loading attribute such as `data-src`. `"src"`: that of `src` alone, as LAION's crawl takes it, even
   * if it is a placeholder. A WAT has no other.
   */
  address?: PairAddress | undefined;
  /** Asked in this order; the first one that rejects a pair counts it. Default: none. */
  rules?: readonly PairRule[] | undefined;
};

/** Which addresses of an image count: see `PairRecipe`. */
export type PairAddress = "any" | "src";

/** A recipe with its defaults filled in. */
export type CheckedRecipe = {
  sources: readonly TextSource[];
  /** `alt` is the only source: then only `img` elements matter, and nothing else is looked at. */
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
  const names = rules.map(({ name }) => name);
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) {
    throw new Alt2imgError(
      "dataset/rule-name",
      `Two rules have the name “${repeated}”, so the counts couldn't tell them apart. Rename one of them.`,
    );
  }
  const wanted = new Set<TextSource>(sources ?? ["alt"]);
  return { sources: [...wanted], altOnly: wanted.size === 1 && wanted.has("alt"), address, rules };
}

/**
 * What a recipe makes of a crawl, in a sentence for people: `Each alt text of an img element with an http(s) address in src
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

/** Why candidates make no pair: the name of the loss, how many there are, and on how many pages. */
export type PairLoss = { name: string; count: number; pages: number };

/** Every loss of a recipe in the order of the funnel, zeros too: `counts.read` without all of them is `counts.kept`. */
export function listLosses(
  { rejected, pagesRejected, failed }: Readonly<PairCounts>,
  { address, rules = [] }: PairRecipe = {},
): PairLoss[] {
  const names = [NO_TEXT, NO_ADDRESS, ...(address === "src" ? [OUTSIDE_SRC] : []), ...rules.map(({ name }) => name)];
  const losses = names.map((name) => ({ name, count: rejected[name] ?? 0, pages: pagesRejected[name] ?? 0 }));
  return failed === 0 ? losses : [...losses, { name: "failed", count: failed, pages: 0 }];
}
