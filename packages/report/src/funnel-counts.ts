import type { JudgedImage } from "@alt2img/alt-text/lint";
import type { ImageTextPair } from "@alt2img/core";
import { emptyPairCounts, laionRules, type PageImages, pairsFromImages, respectOptOut } from "@alt2img/dataset";

/**
 * What becomes of images on the way into a training set: `images` = `pairs` + all of `unpaired`, `pairs` = `taken` + all of
 * `refused`, `taken` = `considerate` + `optedOut`. Each image counts once, at the first thing that rules it out.
 */
export type FunnelCounts = {
  images: number;
  /** Images that make no pair, by the name of what they lack. */
  unpaired: Record<string, number>;
  /** Images with an http(s) address and an `alt` text. */
  pairs: number;
  /** Pairs that a training crawl like LAION's leaves out, by the name of the rule. */
  refused: Record<string, number>;
  /** Pairs that it takes. */
  taken: number;
  /** Of those, pairs on pages that opted out. */
  optedOut: number;
  /** What is left when it respects the opt-out. */
  considerate: number;
};

const NOT_IMG = "not an img element";
/** The pairs look in `srcset` and lazy-loading attributes as well; LAION's crawl doesn't. */
const OUTSIDE_SRC = "address outside src";

const trainingRules = laionRules();
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
 * The pairs of a page, and what becomes of its images.
 *
 * @param page its `img` elements, from `imagesOfPage` with its default sources
 * @param images all of its images, in the same order
 */
export function pairsAndFunnel(
  page: PageImages,
  images: readonly JudgedImage[],
): { pairs: ImageTextPair[]; funnel: FunnelCounts } {
  const pairs: ImageTextPair[] = [];
  const funnel = emptyFunnel();
  let next = 0;
  for (const { image, taken } of images) {
    funnel.images++;
    if (image.element !== "img") {
      add(funnel.unpaired, NOT_IMG);
      continue;
    }
    const counts = emptyPairCounts();
    const [pair] = pairsFromImages({ ...page, images: page.images.slice(next, ++next), imageCount: 1 }, { counts });
    if (pair === undefined) {
      for (const name of Object.keys(counts.rejected)) add(funnel.unpaired, name);
      continue;
    }
    pairs.push(pair);
    funnel.pairs++;
    if (!taken.taken) {
      add(funnel.refused, trainingRules.find((rule) => !rule.keep(pair))?.name ?? OUTSIDE_SRC);
      continue;
    }
    funnel.taken++;
    if (optOutRule.keep(pair)) funnel.considerate++;
    else funnel.optedOut++;
  }
  return { pairs, funnel };
}

function add(counts: Record<string, number>, name: string, amount = 1): void {
  counts[name] = (counts[name] ?? 0) + amount;
}
