import type { ImageTextPair, OnDiagnostic, OptOutSignal, TextSource } from "@alt2img/core";
import { isHttp, type PageImage, type PageImages } from "../images/page-images.js";
import { NO_ADDRESS, NO_TEXT, OUTSIDE_SRC, type PairCounts } from "../rules/pair-counts.js";
import { countRejected, emptyFunnelCounts, type FunnelCounts, keepPair } from "../rules/pair-rule.js";
import type { CheckedRecipe } from "../rules/recipe.js";
import { cleanText } from "./clean-text.js";

/** The pairs of a page, in the order of its images. Adds what it finds and what it leaves out to the counts, in place. */
export function makePairs(
  page: PageImages,
  { address, rules }: Pick<CheckedRecipe, "address" | "rules">,
  counts: PairCounts,
  report: OnDiagnostic | undefined,
): ImageTextPair[] {
  const pairs: ImageTextPair[] = [];
  const found = emptyFunnelCounts();
  let withoutText = page.imageCount - page.images.length;
  for (const image of page.images) {
    const anywhere = image.url !== undefined && isHttp(image.url) ? image.url : undefined;
    const url = address === "any" ? anywhere : image.src;
    let texts = 0;
    for (const source of page.sources) {
      const written = image[source];
      const text = written === undefined ? "" : cleanText(written);
      if (text === "") continue;
      texts++;
      if (url === undefined) {
        found.read++;
        countRejected(found.rejected, anywhere === undefined ? NO_ADDRESS : OUTSIDE_SRC);
        continue;
      }
      const pair = pairOf(page, image, ownCopy(url), ownCopy(text), source);
      if (keepPair(pair, rules, found, report)) pairs.push(pair);
    }
    if (texts === 0) withoutText++;
  }
  if (withoutText > 0) {
    found.read += withoutText;
    countRejected(found.rejected, NO_TEXT, withoutText);
  }
  addPage(counts, page, found);
  return pairs;
}

function addPage(counts: PairCounts, { truncated, imageCount }: PageImages, found: FunnelCounts): void {
  counts.pages++;
  if (truncated) counts.pagesTruncated++;
  counts.images += imageCount;
  for (const key of ["read", "kept", "failed"] as const) counts[key] += found[key];
  for (const name in found.rejected) {
    countRejected(counts.rejected, name, found.rejected[name]);
    countRejected(counts.pagesRejected, name);
  }
}

function pairOf(
  { url: pageUrl, optOut, location }: PageImages,
  { width, height }: PageImage,
  imageUrl: string,
  text: string,
  source: TextSource,
): ImageTextPair {
  const pair: ImageTextPair = { imageUrl, text, source, pageUrl };
  if (width !== undefined) pair.width = width;
  if (height !== undefined) pair.height = height;
  if (optOut.length > 0) pair.optOut = optOut.map((signal): OptOutSignal => ({ ...signal }));
  const { filename, offset, length } = location;
  if (filename !== undefined) pair.filename = filename;
  if (offset !== undefined) pair.offset = offset;
  if (length !== undefined) pair.length = length;
  return pair;
}

/**
 * The same text in memory of its own. In V8 a string that was cut out of a page keeps all of the page in memory, and a
 * caller may keep many pairs.
 */
function ownCopy(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
