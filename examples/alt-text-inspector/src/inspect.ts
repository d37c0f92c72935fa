import {
  type CrawlReading,
  type ExtractedImage,
  heardByScreenReader,
  type OptOutSignals,
  optOutSignals,
  type Page,
  type ScreenReaderReading,
  takenByCrawl,
} from "@alt2img/alt-text";
import { type AltTextFinding, lintAltText } from "@alt2img/alt-text/lint";
import type { ResponseHeaders } from "@alt2img/core";

/** A page that was pasted, opened or found in a crawl. It has no source if it comes from a WAT. */
export type SourcePage = { page: Page; html?: string; headers: ResponseHeaders };

/** An image with what each reader gets, and what is wrong with its text. */
export type InspectedImage = {
  image: ExtractedImage;
  heard: ScreenReaderReading;
  taken: CrawlReading;
  findings: AltTextFinding[];
};

export type Inspection = Omit<SourcePage, "page"> & { url: string; images: InspectedImage[]; optOut: OptOutSignals };

export function inspect(source: SourcePage): Inspection {
  const { page } = source;
  const findings = lintAltText(page.images, { language: page.language });
  return {
    ...source,
    url: page.url,
    optOut: optOutSignals(page, source.headers),
    images: page.images.map((image, index) => ({
      image,
      heard: heardByScreenReader(image),
      taken: takenByCrawl(image),
      findings: findings.filter((finding) => finding.image === index),
    })),
  };
}
