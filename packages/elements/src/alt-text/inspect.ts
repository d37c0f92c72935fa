import {
  type CrawlReading,
  type ExtractedImage,
  heardByScreenReader,
  type Page,
  type ScreenReaderReading,
  takenByCrawl,
} from "@alt2img/alt-text";
import { type AltTextFinding, altTextRules, lintAltText, type RuleSource } from "@alt2img/alt-text/lint";

/** What a rule found, with its title and who says so. Plain data. */
export type DescribedFinding = AltTextFinding & { readonly title: string; readonly sources: readonly RuleSource[] };

/** An image with what each reader gets, and what is wrong with its text. Plain data. */
export type InspectedImage = {
  readonly image: ExtractedImage;
  readonly heard: ScreenReaderReading;
  readonly taken: CrawlReading;
  readonly findings: readonly DescribedFinding[];
};

/** Every image of a page as its two readers who never see it get it: people who listen to it, and a crawl for training data. */
export function inspectImages({ images, language }: Page): InspectedImage[] {
  const findings = lintAltText(images, { language });
  return images.map((image, index) => ({
    image,
    heard: heardByScreenReader(image),
    taken: takenByCrawl(image),
    findings: findings.filter((finding) => finding.image === index).map(describe),
  }));
}

function describe(finding: AltTextFinding): DescribedFinding {
  const rule = altTextRules.find(({ id }) => id === finding.rule);
  return { ...finding, title: rule?.title ?? finding.rule, sources: rule?.sources ?? [] };
}
