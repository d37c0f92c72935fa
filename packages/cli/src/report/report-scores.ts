import type { Clip } from "@alt2img/clip";
import type { ImageTextPair, OnProgress } from "@alt2img/core";
import { type CrawlInput, type CrawlScores, type CrawlSummary, readCrawl, scoreCrawl } from "@alt2img/report";
import type { TinyWorld } from "@alt2img/tiny";
import type { AltQuality } from "@alt2img/tiny/crawl";
import { clipModel, type ModelFlags } from "../clip/model-options.js";
import { findModelPackages, type ModelPackages } from "../models/model-packages.js";
import { openModel } from "../models/model-source.js";
import { ownError } from "../models/own-error.js";
import { findTinyWorld } from "../tiny/find-tiny-world.js";

/** Which pairs a report scores: those of its files, or those of the tiny crawl, whose author wrote down what each text is. */
export type ScoredCrawl = "files" | "tiny-crawl";

export type ReportScoresFlags = ModelFlags & { model: string; threshold?: number | undefined };

export type ReportScoresOptions = {
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
  /** Called with a sentence before something is fetched. */
  print: (line: string) => void;
};

/** What is scored: the files of a crawl, what was read from them, and their pairs. */
export type CrawlToScore = {
  files: readonly CrawlInput[];
  reading: Pick<CrawlSummary, "files">;
  pairs: readonly ImageTextPair[];
  verdictOf?: (pair: ImageTextPair) => string | undefined;
  fitsOf?: (pair: ImageTextPair) => boolean | undefined;
  /** The language that a pair's page declares. */
  languageOf?: (pair: ImageTextPair) => string | undefined;
};

/**
 * Scores the pairs of a crawl with a model, which is fetched if it isn't there.
 *
 * @throws Alt2imgError `cli/usage`, `cli/fetch`, `cli/model`
 */
export async function reportScores(
  crawl: CrawlToScore,
  { model, variant, device, threshold: given }: ReportScoresFlags,
  { signal, onProgress, print }: ReportScoresOptions,
): Promise<CrawlScores> {
  try {
    const packages = await findModelPackages(print, signal);
    const { folder } = await openModel(model, packages, clipModel, { signal, onProgress });
    const { loadClip } = await packages.load("@alt2img/clip");
    const clip = await loadClip(folder, { variant, session: { device }, signal });
    try {
      const threshold = await thresholdFor(clip, packages, given);
      const name = clipName(model);
      const { files, reading, pairs, verdictOf, fitsOf, languageOf } = crawl;
      return await scoreCrawl(files, reading, pairs, clip, {
        model: name,
        ...threshold,
        verdictOf,
        fitsOf,
        languageOf,
        signal,
        onProgress,
      });
    } finally {
      await clip.close();
    }
  } catch (error) {
    throw ownError(error);
  }
}

export type Threshold = Pick<CrawlScores, "threshold" | "thresholdReason">;

/** The share of random pairs that a threshold of ours leaves out, in per cent. */
const RANDOM_PAIRS_BELOW = 95;

/** The threshold that was given; otherwise one that suits the model, or LAION's. */
export async function thresholdFor(clip: Clip, packages: ModelPackages, given: number | undefined): Promise<Threshold> {
  const { knownBaseline, percentile, publishedFilters } = await packages.load("@alt2img/clip");
  const baseline = await knownBaseline(clip);
  if (given !== undefined) {
    const meaning = baseline
      ? ` ${shareBelow(percentile(baseline.random, given))} of pairs that don’t belong together score less.`
      : "";
    return { threshold: given, thresholdReason: `You chose this threshold.${meaning}` };
  }
  if (baseline !== undefined) {
    return {
      threshold: baseline.random[RANDOM_PAIRS_BELOW]!,
      thresholdReason: `${RANDOM_PAIRS_BELOW} % of pairs that don’t belong together score less with this model.`,
    };
  }
  const { dataset, threshold, checkpoint } = publishedFilters[0]!;
  return {
    threshold,
    thresholdReason: `It is the threshold of ${dataset}, which was chosen for ${checkpoint}; for another model it may be far too high or too low.`,
  };
}

/** `95 %`; `More than 99 %` and `Less than 1 %` where rounding would give 100 or 0. */
function shareBelow(percent: number): string {
  if (percent > 99) return "More than 99 %";
  return percent < 1 ? "Less than 1 %" : `${percent.toFixed(0)} %`;
}

/** What a report calls a model. */
export const clipName = (model: string): string => (model === "tiny" ? "the tiny CLIP" : model);

/** The tiny crawl, with what its author says about each text. It is fetched if it isn't there. */
export async function tinyCrawlToScore(
  onProgress: OnProgress | undefined,
  signal?: AbortSignal,
): Promise<CrawlToScore> {
  const { crawl } = findTinyWorld(onProgress);
  const filename = "tiny-crawl.warc.gz";
  const bytes = await crawl.read(filename, { ...(signal && { signal }) });
  const files: CrawlInput[] = [{ filename, byteLength: bytes.length, open: () => bytes }];
  const pages = readCrawl(files, { signal });
  const pairs: ImageTextPair[] = [];
  for await (const page of pages) pairs.push(...page.pairs);
  return { files, reading: pages.reading, pairs, ...(await tinyTruth(crawl, signal)) };
}

/** What the author of the tiny crawl says about each pair. */
export async function tinyTruth(
  crawl: Pick<TinyWorld["crawl"], "truth">,
  signal?: AbortSignal,
): Promise<Required<Pick<CrawlToScore, "verdictOf" | "fitsOf" | "languageOf">>> {
  const { pages: truth } = await crawl.truth({ ...(signal && { signal }) });
  const known = new Map(
    truth.flatMap(({ url, language, images }) =>
      images.map(({ url: imageUrl, alt, quality }) => [key(url, imageUrl, alt ?? ""), { quality, language }]),
    ),
  );
  const truthOf = ({ pageUrl, imageUrl, text }: ImageTextPair): TextTruth | undefined =>
    known.get(key(pageUrl, imageUrl, text));
  return {
    verdictOf: (pair) => verdictFor(truthOf(pair)),
    fitsOf: (pair) => fits(truthOf(pair)),
    languageOf: (pair) => truthOf(pair)?.language,
  };
}

/** What is true of a text, and the language of its page. */
type TextTruth = { quality: AltQuality; language: string };

/** A text fits if it says what the picture shows, in whatever language. */
function fits(truth: TextTruth | undefined): boolean | undefined {
  return truth && (truth.quality === "good" || truth.quality === "other-language");
}

const key = (pageUrl: string, imageUrl: string, alt: string): string =>
  JSON.stringify([pageUrl, imageUrl, alt.replace(/\s+/g, " ").trim()]);

/** What the report calls a quality of the truth file. A good text is in the language of its page. */
function verdictFor(truth: TextTruth | undefined): string | undefined {
  if (truth === undefined) return undefined;
  const { quality, language } = truth;
  if (quality === "good") return language.startsWith("en") ? "good, in English" : "good, in another language";
  return descriptions[quality] ?? quality;
}

const descriptions: Readonly<Record<string, string>> = {
  "file-name": "a file name",
  placeholder: "a placeholder",
  code: "what a keyboard or a script wrote, like :apple:",
  stuffed: "stuffed with words for search engines",
  "other-language": "good, but not in its page’s language",
  wrong: "the text of another picture",
  biased: "another occupation, because of the person’s gender",
};
