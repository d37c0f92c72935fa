import type { ExtractedImage } from "@alt2img/alt-text";
import type { ImageTextPair } from "@alt2img/core";
import {
  emptyPairCounts,
  laionRules,
  type PageImages,
  type PairRecipe,
  pairsFromImages,
  respectOptOut,
} from "@alt2img/dataset";

/**
 * What happens to images on the way into a training set: `images` = `pairs` + all of `unpaired`, `pairs` = `taken` + all of
 * `refused`, `taken` = `considerate` + `optedOut`. Each image counts once, at the first thing that rules it out.
 */
export type FunnelCounts = {
  images: number;
  /** Images that make no pair, by the name of what is missing. */
  unpaired: Record<string, number>;
  /** Images with an http(s) address and an `alt` text. */
  pairs: number;
  /** Pairs that a training crawl like LAION's leaves out, by the name of the rule. */
  refused: Record<string, number>;
  /** Pairs that such a crawl takes. */
  taken: number;
  /** Of those, pairs on pages that opted out. */
  optedOut: number;
  /** What is left when it respects the opt-out. */
  considerate: number;
};

const NOT_IMG = "not an img element";

/** The recipe for the report's pairs: the default, every `img` element with an `alt` and an address anywhere. */
export const pairRecipe: PairRecipe = {};

/** The recipe for the pairs that a training crawl takes; `takenByCrawl` of `@alt2img/alt-text` gives the reasons in words. */
export const trainingRecipe: PairRecipe = { address: "src", rules: laionRules() };

const optOutRule = respectOptOut();

export function emptyFunnel(): FunnelCounts {
  return { images: 0, unpaired: {}, pairs: 0, refused: {}, taken: 0, optedOut: 0, considerate: 0 };
}

/** Adds `more` to `counts`, in place. */
export function addFunnel(counts: FunnelCounts, more: Readonly<FunnelCounts>): void {
  for (const key of ["images", "pairs", "taken", "optedOut", "considerate"] as const) counts[key] += more[key];
  for (const key of ["unpaired", "refused"] as const) {
    for (const [name, count] of Object.entries(more[key])) add(counts[key], name, count);
  }
}

/**
 * The pairs of a page, and what happens to its images.
 *
 * @param page its `img` elements, from `imagesOfPage` with its default sources
 * @param images all of its images, in the same order
 */
export function pairsAndFunnel(
  page: PageImages,
  images: readonly Pick<ExtractedImage, "element">[],
): { pairs: ImageTextPair[]; funnel: FunnelCounts } {
  const pairs: ImageTextPair[] = [];
  const funnel = emptyFunnel();
  let next = 0;
  for (const { element } of images) {
    funnel.images++;
    if (element !== "img") {
      add(funnel.unpaired, NOT_IMG);
      continue;
    }
    const image = { ...page, images: page.images.slice(next, ++next), imageCount: 1 };
    const pair = pairOf(image, pairRecipe, funnel.unpaired);
    if (pair === undefined) continue;
    pairs.push(pair);
    funnel.pairs++;
    const taken = pairOf(image, trainingRecipe, funnel.refused);
    if (taken === undefined) continue;
    funnel.taken++;
    if (optOutRule.keep(taken)) funnel.considerate++;
    else funnel.optedOut++;
  }
  return { pairs, funnel };
}

/** The pair of an image; if it makes none, the reason is counted. */
function pairOf(
  image: PageImages,
  { address, rules }: PairRecipe,
  rejected: Record<string, number>,
): ImageTextPair | undefined {
  const counts = emptyPairCounts();
  const [pair] = pairsFromImages(image, { address, rules, counts });
  for (const name of Object.keys(counts.rejected)) add(rejected, name);
  return pair;
}

function add(counts: Record<string, number>, name: string, amount = 1): void {
  counts[name] = (counts[name] ?? 0) + amount;
}
