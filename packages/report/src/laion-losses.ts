import type { ImageTextPair } from "@alt2img/core";
import { laionRules } from "@alt2img/dataset";
import {
  dedupeUrlsAndTexts,
  domainOf,
  type FunnelReport,
  type FunnelRule,
  funnel,
  minSimilarity,
} from "@alt2img/dataset/funnel";

/** A pair with the size of its picture's file and the cosine of picture and text, as far as the crawl holds the picture. */
export type MeasuredPair = ImageTextPair & { bytes?: number; similarity?: number };

/** What LAION's rules do to the pairs of a crawl. Plain data. */
export type LaionLosses = {
  /** Pairs without a picture count as failed. Grouped by `language` and `domain`. */
  report: FunnelReport;
  /** Pairs whose file is smaller than LAION takes. No rule here leaves them out, since sample crawls have small pictures. */
  smallFiles: number;
};

/** LAION takes files of this many bytes or more. */
export const LAION_MIN_BYTES = 5000;

const NO_LANGUAGE = "(no language)";

/**
 * LAION's rules in their order, all but the one about file sizes, which would leave little of a sample crawl.
 *
 * @param threshold the least cosine, in [-1, 1]
 * @see Schuhmann et al. 2021 (LAION-400M), section 2, https://arxiv.org/abs/2111.02114
 */
export function laionFunnel(threshold: number): FunnelRule[] {
  return [...laionRules(), dedupeUrlsAndTexts(), minSimilarity(threshold)];
}

/**
 * Applies LAION's rules to pairs, all but the one about file sizes.
 *
 * @param threshold the least cosine, which depends on the model: LAION's own is that of ViT-B/32
 * @param languageOf the language of a pair's page
 * @see Schuhmann et al. 2021 (LAION-400M), section 2, https://arxiv.org/abs/2111.02114
 */
export async function laionLosses(
  pairs: readonly MeasuredPair[],
  threshold: number,
  languageOf?: (pair: ImageTextPair) => string | undefined,
): Promise<LaionLosses> {
  const groups = {
    ...(languageOf && { language: (pair: ImageTextPair) => primaryLanguage(languageOf(pair)) }),
    domain: domainOf,
  };
  const kept = funnel(pairs, laionFunnel(threshold), { groups, examples: 0 });
  for await (const _ of kept);
  const smallFiles = pairs.filter(({ bytes }) => bytes !== undefined && bytes < LAION_MIN_BYTES).length;
  return { report: kept.report(), smallFiles };
}

/** `en` of `en-GB`, so that the variants of a language count together. */
function primaryLanguage(tag = ""): string {
  return tag.trim().split(/[-_]/, 1)[0]!.toLowerCase() || NO_LANGUAGE;
}
