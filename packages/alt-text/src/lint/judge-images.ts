import type { ExtractedImage } from "../extracted-image.js";
import type { Page } from "../page.js";
import { heardByScreenReader, type ScreenReaderReading } from "../readers/heard-by-screen-reader.js";
import { type CrawlReading, takenByCrawl } from "../readers/taken-by-crawl.js";
import type { AltTextFinding } from "./finding.js";
import { lintAltText } from "./lint-alt-text.js";

/** An image of a page, what each of its two readers gets, and what the linter finds. */
export type JudgedImage = {
  image: ExtractedImage;
  heard: ScreenReaderReading;
  taken: CrawlReading;
  /** Empty if the linter found nothing or was left out. */
  findings: readonly AltTextFinding[];
};

export type JudgeImagesOptions = {
  /** `false` leaves the linter out. Default `true`. */
  lint?: boolean;
};

/**
 * Reads the images of a page as a screen reader and as a training crawl do, and lints them.
 *
 * @param page what `extractPage` gives
 * @returns one entry for each image, in their order
 */
export function judgeImages(
  { images, language }: Pick<Page, "images" | "language">,
  { lint = true }: JudgeImagesOptions = {},
): JudgedImage[] {
  const findings = images.map((): AltTextFinding[] => []);
  for (const finding of lint ? lintAltText(images, { language }) : []) findings[finding.image]!.push(finding);
  return images.map((image, i) => ({
    image,
    heard: heardByScreenReader(image),
    taken: takenByCrawl(image),
    findings: findings[i]!,
  }));
}
