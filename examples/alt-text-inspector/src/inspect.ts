import {
  type CrawlReading,
  type ExtractedImage,
  extractPage,
  heardByScreenReader,
  type OptOutSignals,
  optOutSignals,
  type ScreenReaderReading,
  takenByCrawl,
} from "@alt2img/alt-text";
import { type AltTextFinding, lintAltText } from "@alt2img/alt-text/lint";

/** A page as it was pasted, opened or found in a crawl. */
export type SourcePage = { url: string; html: string; headers: readonly (readonly [string, string])[] };

/** An image with what each reader gets of it, and what is wrong with its text. */
export type InspectedImage = {
  image: ExtractedImage;
  heard: ScreenReaderReading;
  taken: CrawlReading;
  findings: AltTextFinding[];
};

export type Inspection = SourcePage & { title: string; images: InspectedImage[]; optOut: OptOutSignals };

export function inspect(source: SourcePage): Inspection {
  const page = extractPage(source.html, { url: source.url, headers: source.headers });
  const findings = lintAltText(page.images, { language: page.language });
  return {
    ...source,
    title: page.title || source.url,
    optOut: optOutSignals(page, source.headers),
    images: page.images.map((image, index) => ({
      image,
      heard: heardByScreenReader(image),
      taken: takenByCrawl(image),
      findings: findings.filter((finding) => finding.image === index),
    })),
  };
}
