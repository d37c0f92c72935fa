import { type ExtractedImage, optOutSignals, type Page } from "@alt2img/alt-text";
import type { RecordLocation, ResponseHeaders, TextSource } from "@alt2img/core";
import { listOptOut } from "../opt-out/list-opt-out.js";
import { checkRecipe, type PairRecipe } from "../rules/recipe.js";
import { isHttp, type PageImage, type PageImages } from "./page-images.js";

export type PageImagesOptions = {
  /** Which texts to look for; see `PairRecipe`. */
  sources?: PairRecipe["sources"];
  /** The headers of the HTTP response: `X-Robots-Tag` and `TDM-Reservation` opt out. */
  headers?: ResponseHeaders | undefined;
  /** Where the page was found, for its pairs. */
  location?: RecordLocation | undefined;
};

/**
 * The images of a page that `extractPage` has read, for programs that also use the page for something else.
 *
 * `alt` is taken only from `img` elements, as for LAION: on `input` and `area` it names an action. `title` and `figcaption`
 * are taken from any image; the other sources count if the accessible name comes from them (AccName 1.2 chooses one).
 *
 * @throws Alt2imgError `dataset/text-source`
 */
export function imagesOfPage(
  page: Pick<Page, "url" | "images" | "metas" | "links">,
  { sources: wanted, headers, location = {} }: PageImagesOptions = {},
): PageImages {
  const { sources, altOnly } = checkRecipe({ sources: wanted });
  const images = altOnly ? page.images.filter(({ element }) => element === "img") : page.images;
  return {
    url: page.url,
    sources,
    images: images.map((image) => pageImage(image, sources)),
    imageCount: images.length,
    optOut: listOptOut(optOutSignals(page, headers)),
    location,
  };
}

function pageImage(image: ExtractedImage, sources: readonly TextSource[]): PageImage {
  const found: { -readonly [key in keyof PageImage]: PageImage[key] } = {};
  const url = fetchableUrl(image);
  if (url !== undefined) found.url = url;
  const src = image.candidates.find(({ from }) => from === "src")?.url;
  if (src !== undefined && isHttp(src)) found.src = src;
  if (image.width !== undefined) found.width = image.width;
  if (image.height !== undefined) found.height = image.height;
  for (const source of sources) {
    const text = textOf(image, source);
    if (text !== undefined) found[source] = text;
  }
  return found;
}

/** If the image's own URL is a placeholder, a lazy-loading attribute or `srcset` may have the real one. */
function fetchableUrl({ url, candidates }: ExtractedImage): string | undefined {
  return url !== undefined && isHttp(url) ? url : candidates.find((candidate) => isHttp(candidate.url))?.url;
}

function textOf(image: ExtractedImage, source: TextSource): string | undefined {
  switch (source) {
    case "alt":
      return image.element === "img" ? image.alt : undefined;
    case "title":
      return image.title;
    case "figcaption":
      return image.figcaption;
    default:
      return image.name?.source === source ? image.name.text : undefined;
  }
}
