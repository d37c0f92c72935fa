import type { ExtractedImage } from "../extracted-image.js";

/** What a crawl for training data gets for an image. */
export type CrawlReading = {
  taken: boolean;
  /** The URL and the text that go into the dataset. Left out if nothing does. */
  url?: string;
  text?: string;
  /** Why, in a sentence. */
  reason: string;
};

/** LAION drops shorter texts; in characters (Unicode code points). */
const MIN_CHARACTERS = 5;

/** The workers that collected LAION-400M left out URLs that contain one of these. */
export const refusedAddressParts: readonly string[] = [".svg", ".gif", "data:image", "javascript:"];

/**
 * What a crawl like LAION's takes from an image: `img` elements with a `src`, and only the text of their `alt`, if it
 * has at least five characters. It also takes what the page hides from readers. Not checked here: whether the picture
 * has 5 kB or more, and whether CLIP finds that text and picture match (similarity 0.28 for English, 0.26 for other
 * languages). LAION-400M also kept only English texts.
 *
 * @see Schuhmann et al. 2021 (LAION-400M), section 2, https://arxiv.org/abs/2111.02114
 * @see Schuhmann et al. 2022 (LAION-5B), on its collection methodology, https://arxiv.org/abs/2210.08402
 * @see crawling@home, `parse_wat`: https://github.com/TheoCoombes/crawlingathome-worker
 */
export function takenByCrawl(image: ExtractedImage): CrawlReading {
  if (image.element !== "img") return left("Only img elements are taken.");
  const url = image.candidates.find(({ from }) => from === "src")?.url;
  if (url === undefined) return left("It has no src for the crawl to fetch.");
  const refused = refusedAddressParts.find((part) => url.includes(part));
  if (refused !== undefined) return left(`URLs with “${refused}” are left out.`);
  if (!/^https?:/.test(url)) return left("Its URL isn't http or https.");
  if (image.alt === undefined) return left("It has no alt attribute.");
  const text = image.alt.replace(/\s+/g, " ").trim();
  const characters = [...text].length;
  if (characters === 0) return left("Its alt is empty.");
  if (characters < MIN_CHARACTERS) {
    return left(`Its alt has ${characters} of the ${MIN_CHARACTERS} characters needed.`);
  }
  return { taken: true, url, text, reason: "Taken, if the picture has 5 kB and CLIP finds that the text fits it." };
}

function left(reason: string): CrawlReading {
  return { taken: false, reason };
}
