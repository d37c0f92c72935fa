import type { ImageTextPair } from "@alt2img/core";
import { laionLosses, type MeasuredPair } from "./laion-losses.js";
import { type CrawlScores, type ScoredPair, tallyScores } from "./score-tally.js";

/** A pair of a crawl that has been scored, or why it couldn't be. */
export type ScoredCrawlPair = MeasuredPair & {
  /** The picture is in the crawl, but it can't be decoded or is too large. */
  unreadable?: boolean;
};

export type CrawlScoresOptions = {
  /** The name of the crawl, for the report. */
  crawl: string;
  /** The name of the model, for the report. */
  model: string;
  /** A dataset keeps the pairs with this cosine or more. */
  threshold: number;
  /** Why that threshold, as a sentence. */
  thresholdReason: string;
  /** What is known about a pair's text from elsewhere, such as “wrong” or “file name”; the report compares it with the scores. */
  verdictOf?: ((pair: ImageTextPair) => string | undefined) | undefined;
  /** Whether a pair's text says what its picture shows, if that is known: the report says how well the scores find those that do. */
  fitsOf?: ((pair: ImageTextPair) => boolean | undefined) | undefined;
  /** The language of a pair's page; the report says whose pairs LAION's rules leave out. */
  languageOf?: ((pair: ImageTextPair) => string | undefined) | undefined;
  /** The picture at an address as a data URL, if it is small enough for the report. Asked for the best and the worst pairs. */
  dataUrlOf?: ((imageUrl: string) => string | undefined | Promise<string | undefined>) | undefined;
};

/**
 * What a report says about pairs that have been scored already, such as those of `alt2img dataset build`. `scoreCrawl` scores them
 * first.
 *
 * @param pairs all pairs of the crawl; one without `similarity` has no picture, or an `unreadable` one
 */
export async function crawlScores(
  pairs: readonly ScoredCrawlPair[],
  { crawl, model, threshold, thresholdReason, verdictOf, fitsOf, languageOf, dataUrlOf }: CrawlScoresOptions,
): Promise<CrawlScores> {
  const scored: ScoredPair[] = [];
  const counts = { pairs: pairs.length, withoutPicture: 0, unreadable: 0 };
  for (const pair of pairs) {
    const { imageUrl, pageUrl, text, similarity: cosine, unreadable = false } = pair;
    if (cosine === undefined) {
      counts[unreadable ? "unreadable" : "withoutPicture"]++;
      continue;
    }
    const [verdict, fits] = [verdictOf?.(pair), fitsOf?.(pair)];
    const known = { ...(verdict !== undefined && { verdict }), ...(fits !== undefined && { fits }) };
    scored.push({ imageUrl, pageUrl, text, cosine, ...known });
  }
  const laion = await laionLosses(pairs, threshold, languageOf);
  const tally = tallyScores(scored, threshold);
  for (const pair of [...tally.best, ...tally.worst]) {
    const dataUrl = await dataUrlOf?.(pair.imageUrl);
    if (dataUrl !== undefined) pair.dataUrl = dataUrl;
  }
  return { crawl, model, threshold, thresholdReason, ...counts, laion, ...tally };
}
