import {
  type CrawlReading,
  type ExtractedImage,
  heardByScreenReader,
  type Page,
  type ScreenReaderReading,
  takenByCrawl,
} from "@alt2img/alt-text";
import { type AltTextFinding, lintAltText } from "@alt2img/alt-text/lint";

/** An image of a page, what each reader makes of it, and what the lint finds. */
export type JudgedImage = {
  image: ExtractedImage;
  heard: ScreenReaderReading;
  taken: CrawlReading;
  /** None where the lint was not asked. */
  findings: readonly AltTextFinding[];
};

/** Has the images of a page read by both readers, and judged by the lint where that is wanted. */
export function judgeImages(
  { images, language }: Pick<Page, "images" | "language">,
  { lint }: { lint: boolean },
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
