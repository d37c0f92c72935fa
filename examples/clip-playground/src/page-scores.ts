import { percentile, type ScoreBaseline, similarityMatrix } from "@alt2img/clip";
import type { Embedding } from "@alt2img/core";
import type { PageImage } from "./worker/read-pages.js";

/** An image of a page with what CLIP says about it. */
export type ScoredImage = {
  readonly image: PageImage;
  readonly score?: {
    readonly cosine: number;
    /** The percentage of random pairs that score lower; left out without a baseline. */
    readonly randomPercentile?: number;
    /** Its place among the page's texts, from 1, for this picture, and how many texts there are. */
    readonly place: number;
    readonly of: number;
    /** The page's best text for the picture, if that isn't its own. */
    readonly better?: string;
  };
  /** Why there is no score. */
  readonly why?: string;
};

/**
 * Compares each picture of a page with its own text and with the texts of all others.
 *
 * @param embeddings of the pictures, or why one has none
 * @param texts the page's different texts with their embeddings
 */
export function scorePage(
  images: readonly PageImage[],
  embeddings: readonly (Embedding | string)[],
  texts: ReadonlyMap<string, Embedding>,
  baseline: ScoreBaseline | undefined,
): ScoredImage[] {
  const names = [...texts.keys()];
  return images.map((image, i) => {
    const embedding = embeddings[i]!;
    const text = image.name?.text;
    if (typeof embedding === "string") return { image, why: embedding };
    if (text === undefined) return { image, why: whyNoText(image) };
    const cosines = [...similarityMatrix([embedding], [...texts.values()]).data];
    const cosine = cosines[names.indexOf(text)]!;
    const place = 1 + cosines.filter((each) => each > cosine).length;
    const best = names[cosines.indexOf(Math.max(...cosines))]!;
    return {
      image,
      score: {
        cosine,
        ...(baseline === undefined ? {} : { randomPercentile: percentile(baseline.random, cosine) }),
        place,
        of: names.length,
        ...(place === 1 ? {} : { better: best }),
      },
    };
  });
}

const whyNoText = ({ textState }: PageImage): string =>
  textState === "decorative"
    ? "Its alt text is empty: the author says that the picture needs none."
    : "It has no alt text, so there is nothing to compare. People who listen to the page don't learn what it shows.";
