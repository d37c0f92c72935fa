import type { ImageTextPair, TextSource } from "@alt2img/core";
import { cleanText } from "./clean-text.js";
import { isOptedOut } from "./opt-out.js";
import type { PairCounts } from "./pair-counts.js";
import type { CheckedRules } from "./pair-options.js";

/** A page's images, and what its pairs say of where they were found. */
export type PageOfImages<Image> = {
  url: string;
  images: readonly Image[];
  /** How many images there are, where `images` lacks those without a text. */
  imageCount?: number | undefined;
  optOut: string[];
  filename?: string | undefined;
  offset?: number | undefined;
  length?: number | undefined;
};

/** How to ask an image, which HTML and WAT describe in different ways. */
export type ImageReader<Image> = {
  /** The http(s) URL under which it can be had. */
  url(image: Image): string | undefined;
  /** What the page says about it in one kind of place, as written. */
  text(image: Image, source: TextSource): string | undefined;
  /** Its declared size. */
  size(image: Image): { width?: number; height?: number };
  /** Its strings may be cut out of the page. In V8 such a one keeps all of the page in memory. */
  givesViews: boolean;
};

/** The pairs of a page, in the order of its images. Counts what it meets and leaves out. */
export function pairsOfPage<Image>(
  page: PageOfImages<Image>,
  reader: ImageReader<Image>,
  rules: CheckedRules,
  counts: PairCounts,
): ImageTextPair[] {
  counts.pages++;
  if (isOptedOut(page.optOut, rules)) {
    counts.pagesOptedOut++;
    return [];
  }
  const { images, imageCount = images.length } = page;
  counts.images += imageCount;
  counts.imagesWithoutText += imageCount - images.length;
  const pairs: ImageTextPair[] = [];
  for (const image of images) {
    const url = reader.url(image);
    let texts = 0;
    for (const source of rules.sources) {
      const written = reader.text(image, source);
      const text = written === undefined ? "" : cleanText(written);
      if (text === "") continue;
      texts++;
      if (url === undefined) continue;
      if (isShorter(text, rules.minTextLength)) {
        counts.textsTooShort++;
        continue;
      }
      counts.pairs++;
      const own = reader.givesViews ? ownCopy : unchanged;
      pairs.push(pairOf(page, reader.size(image), own(url), own(text), source));
    }
    if (texts === 0) counts.imagesWithoutText++;
    else if (url === undefined) counts.imagesWithoutUrl++;
  }
  return pairs;
}

/** Whether an image of this URL can be fetched: a `data:` URL is the picture (mostly a placeholder), not its address. */
export function isHttp(url: string): boolean {
  return url.startsWith("https://") || url.startsWith("http://");
}

function pairOf(
  { url, optOut, filename, offset, length }: PageOfImages<unknown>,
  { width, height }: { width?: number; height?: number },
  imageUrl: string,
  text: string,
  source: TextSource,
): ImageTextPair {
  const pair: ImageTextPair = { imageUrl, text, source, pageUrl: url };
  if (width !== undefined) pair.width = width;
  if (height !== undefined) pair.height = height;
  if (optOut.length > 0) pair.optOut = [...optOut];
  if (filename !== undefined) pair.filename = filename;
  if (offset !== undefined) pair.offset = offset;
  if (length !== undefined) pair.length = length;
  return pair;
}

/** The same text in memory of its own: somebody may keep many pairs. */
const ownCopy = (text: string): string => ` ${text}`.slice(1);

const unchanged = (text: string): string => text;

/** In code points; most texts are decided by their length in code units. */
function isShorter(text: string, minLength: number): boolean {
  if (text.length < minLength) return true;
  return text.length < 2 * minLength && [...text].length < minLength;
}
